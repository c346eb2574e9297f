// The known attacks as a table, over real sockets.
import { algorithmAttacks, claimAttacks, keyAttacks, strictAttacks } from './assertions.js';
import { table } from './attack.js';
import { jwksAttacks } from './jwks.js';
import { Target } from './target.js';

table('Attacks on the algorithm of an assertion', algorithmAttacks);
table('Attacks on the keys of an assertion', keyAttacks);
table('Attacks on the claims of an assertion', claimAttacks);
table('Attacks on the strict policy', strictAttacks, () => Target.start('strict'));
table('Attacks through a JWKS URL', jwksAttacks);
