import type { ActionContext, ActionRule } from '../conventions.js';
import { type Item, isItem, type SandboxAnswer } from '../item.js';
import { queryNumber } from '../item-query.js';

/** What a program asks before it makes a GRE tunnel: where it may lead, and by which addresses inside. */
export const ziaGreActions: ActionRule[] = [
  { method: 'GET', path: 'vips/recommendedList', run: ({ partition }) => ok(partition.items('vips').map(greVip)) },
  { method: 'GET', path: 'vips/groupByDatacenter', run: groupedVips },
  { method: 'GET', path: 'greTunnels/availableInternalIpRanges', run: freeRanges },
  { method: 'GET', path: 'ipGreTunnelInfo', run: tunnelInfo },
];

const ok = (body: unknown): SandboxAnswer => ({ status: 200, body });

function greVip({ id, dataCenter, city, region, vpnIps }: Item): Item {
  const [virtualIp] = Array.isArray(vpnIps) ? vpnIps : [];
  return { id, virtualIp, privateServiceEdge: false, datacenter: dataCenter, city, region, countryCode: 'US' };
}

function groupedVips({ partition }: ActionContext): SandboxAnswer {
  const vips = partition.items('vips').map(greVip);
  const names = [...new Set(vips.map(({ datacenter }) => datacenter))];
  return ok(
    names.map((name, index) => ({
      datacenter: { id: index + 1, name },
      greVips: vips.filter(({ datacenter }) => datacenter === name),
    })),
  );
}

/** Ranges of eight addresses, the first ones below 172.17.0.0/16 of which no tunnel has any; ten unless `limit` says. */
function freeRanges({ partition, request }: ActionContext): SandboxAnswer {
  const limit = queryNumber(request.query, 'limit', 10, 1, 1000);
  const used = new Set(partition.items('greTunnels').map(({ internalIpRange }) => String(internalIpRange ?? '')));
  const ranges: Item[] = [];
  for (let block = 0; block < 8192 && ranges.length < limit; block += 1) {
    const address = (offset: number) => `172.17.${block >> 5}.${((block & 31) << 3) + offset}`;
    const [first, last] = [address(0), address(7)];
    if (![first, `${first}-${last}`].some((range) => used.has(range))) {
      ranges.push({ startIPAddress: first, endIPAddress: last });
    }
  }
  return ok(ranges);
}

function tunnelInfo({ partition }: ActionContext): SandboxAnswer {
  const gateway = (vip: unknown) => (isItem(vip) ? vip.virtualIp : undefined);
  return ok(
    partition.items('greTunnels').map(({ id, sourceIp, primaryDestVip, secondaryDestVip }) => ({
      tunID: id,
      ipAddress: sourceIp,
      greEnabled: true,
      greTunnelIP: sourceIp,
      primaryGW: gateway(primaryDestVip),
      secondaryGW: gateway(secondaryDestVip),
    })),
  );
}
