import { adminArea } from './admin/area.js';
import { policyArea } from './admin/policies.js';
import { controlArea } from './control/control-area.js';
import { gatewayArea } from './gateway/area.js';
import type { Area } from './http/area.js';
import { oauthArea } from './metadata/oauth-area.js';

/** Everything that the mock serves, each on the hosts that have it. */
export function areas(): Area[] {
  return [oauthArea(), adminArea(), policyArea(), gatewayArea(), controlArea()];
}
