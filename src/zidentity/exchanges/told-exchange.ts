import { quoted } from '../authenticate/step-log.js';
import type { Exchange, ExchangeStep } from './exchange-log.js';
import type { GatewayCall } from './gateway-call.js';
import { GATEWAY_REFUSALS } from './gateway-refusals.js';

/** An exchange as the control API tells it: what became of the token at the gateway follows as further steps. */
export function toldExchange({ jti: _, calls = [], steps, ...told }: Exchange): Exchange {
  return { ...told, steps: calls.length === 0 ? steps : [...steps, ...calls.map(gatewayStep)] };
}

function gatewayStep(call: GatewayCall): ExchangeStep {
  const { product, reason, found } = call;
  if (reason === undefined) return { name: 'gateway', outcome: 'passed', detail: answered(call) };
  const { sentence, hint } = GATEWAY_REFUSALS[reason];
  return {
    name: 'gateway',
    outcome: 'failed',
    detail: [sentence(product), answered(call), found].filter((text) => text !== '').join(' '),
    hint: hint(product),
    reason,
  };
}

function answered({ method, path, status, count }: GatewayCall): string {
  const asked = `${method} ${quoted(path)}`;
  if (status === 0) {
    return count === 1 ? `${asked} got no answer.` : `${count} calls got no answer, the newest is ${asked}.`;
  }
  return count === 1
    ? `${asked} was answered with ${status}.`
    : `${count} calls were answered with ${status}, the newest is ${asked}.`;
}
