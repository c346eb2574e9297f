// The known attacks as a table, over real sockets.
import { accessTokenAttacks } from './access-tokens.js';
import { algorithmAttacks, claimAttacks, keyAttacks, strictAttacks } from './assertions.js';
import { table } from './attack.js';
import { allowedOriginAttacks, browserAttacks } from './browser.js';
import { controlAttacks } from './control.js';
import { jwksAttacks } from './jwks.js';
import { proxyAttacks } from './proxy.js';
import { pathAttacks, requestAttacks, smugglingAttacks } from './requests.js';
import { Target } from './target.js';
import { secretAttacks, tokenRequestAttacks } from './token-requests.js';

table('Attacks on the algorithm of an assertion', algorithmAttacks);
table('Attacks on the keys of an assertion', keyAttacks);
table('Attacks on the claims of an assertion', claimAttacks);
table('Attacks on the strict policy', strictAttacks, () => Target.start('strict'));
table('Attacks through a JWKS URL', jwksAttacks);
table('Attacks on client secrets', secretAttacks);
table('Attacks on token requests', tokenRequestAttacks);
table('Attacks with access tokens', accessTokenAttacks);
table('Attacks of web pages', browserAttacks);
table('Attacks of web pages beside an allowed one', allowedOriginAttacks, () =>
  Target.start('zidentity', ['https://good.example']),
);
table('Request smuggling', smugglingAttacks);
table('Malformed requests', requestAttacks);
table('Paths that lead elsewhere', pathAttacks);
table('Abuse of the proxy', proxyAttacks);
table('Attacks on the admin and control APIs', controlAttacks);
