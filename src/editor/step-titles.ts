import type { Localiser } from './localise.js';

/**
 * What the steps of an exchange are called. The first group is the mock's, the second what the client side of a token
 * request sees.
 */
export function stepTitle(name: string, l10n: Localiser): string {
  switch (name) {
    case 'request':
      return l10n.t('Token request');
    case 'grant-type':
      return l10n.t('Grant type');
    case 'method':
      return l10n.t('Authentication method');
    case 'client':
      return l10n.t('API client known');
    case 'client-status':
      return l10n.t('API client active');
    case 'client-method':
      return l10n.t('Method as defined');
    case 'secret':
      return l10n.t('Secret matches');
    case 'secret-expiry':
      return l10n.t('Secret not expired');
    case 'assertion':
      return l10n.t('Client assertion readable');
    case 'algorithm':
      return l10n.t('Signature algorithm');
    case 'keys':
      return l10n.t('Public key');
    case 'signature':
      return l10n.t('Signature');
    case 'subject':
      return l10n.t('Issuer and subject');
    case 'assertion-audience':
      return l10n.t('Audience of the assertion');
    case 'assertion-times':
      return l10n.t('Times of the assertion');
    case 'replay':
      return l10n.t('Not used before');
    case 'access-policy':
      return l10n.t('Access policy');
    case 'audience':
      return l10n.t('Requested audience');
    case 'token':
      return l10n.t('Access token');
    case 'name':
      return l10n.t('Host name found');
    case 'connection':
      return l10n.t('Connection');
    case 'tls':
      return l10n.t('TLS certificate trusted');
    case 'answer':
      return l10n.t('Answer');
    case 'fault':
      return l10n.t('Injected fault');
    case 'retry':
      return l10n.t('Sent again');
    case 'gateway':
    case 'call':
      return l10n.t('API call');
    default:
      return name;
  }
}
