import { AdminClient } from '../../oauth/admin-client.js';
import { MockControl } from '../../oauth/mock-client.js';
import type { RunningMock } from '../../zidentity/start.js';
import type { Report } from './report.js';
import type { Trace } from './trace.js';

/** What every walk of the demo works with. */
export interface Setting {
  mock: RunningMock;
  admin: AdminClient;
  control: MockControl;
  /** For looking at what the mock remembers, which is not part of what is shown. */
  record: MockControl;
  trace: Trace;
  report: Report;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export function settingOf(mock: RunningMock, trace: Trace, report: Report, now: () => number): Setting {
  const { api, http } = mock.endpoints;
  trace.hide(mock.adminToken);
  return {
    mock,
    trace,
    report,
    now,
    admin: new AdminClient({
      base: `${api}/ziam/admin/api/v1`,
      authorize: async () => mock.adminToken,
      fetch: trace.fetch,
    }),
    control: new MockControl({ base: http, adminToken: mock.adminToken, fetch: trace.fetch }),
    record: new MockControl({ base: http, adminToken: mock.adminToken }),
  };
}

/** The step did not go as it must. */
export class StepFailure extends Error {}

/** Something must hold; @throws StepFailure */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new StepFailure(otherwise);
}
