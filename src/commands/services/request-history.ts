import type { RecordedRequest, RequestHistory } from '../services.js';
import { Emitter } from './emitter.js';

const capacity = 200;

/** The token requests of this window, in memory. */
export function createRequestHistory(): RequestHistory & { add(request: RecordedRequest): void } {
  const added = new Emitter<RecordedRequest>();
  let requests: readonly RecordedRequest[] = [];
  return {
    onDidAdd: added.event,
    list: () => requests,
    forget(environmentId, clientId) {
      requests = requests.filter(
        (one) => one.environmentId !== environmentId || (clientId !== undefined && one.clientId !== clientId),
      );
    },
    add(request) {
      requests = [request, ...requests].slice(0, capacity);
      added.fire(request);
    },
  };
}
