import type { ActionContext, ActionRule } from '../conventions.js';
import { isItem, type SandboxAnswer } from '../item.js';
import { ofItem } from './of-item.js';
import { ziaGreActions } from './zia-gre.js';
import { ziaMemberActions } from './zia-members.js';
import { ziaVersionActions } from './zia-versions.js';

/** Paths of ZIA that do something else than keep items. */
export const ziaActions: ActionRule[] = [
  {
    method: 'GET',
    path: 'status',
    run: ({ partition }) => ok({ status: partition.pendingActivation ? 'PENDING' : 'ACTIVE' }),
  },
  { method: 'POST', path: 'status/activate', run: activate },
  { method: 'PUT', path: 'status/activate', run: activate },
  { method: 'POST', path: 'urlLookup', reads: true, run: urlLookup },
  { method: 'GET', path: 'webApplicationRules/ruleTypeMapping', run: () => ok(ruleTypes) },
  { method: 'GET', path: 'nssFeeds/feedOutputDefaults', run: () => ok({}) },
  { method: 'GET', path: 'nssFeeds/testConnectivity/:id', run: () => ok({ status: 'SUCCESS' }) },
  { method: 'POST', path: 'nssFeeds/validateFeedFormat', reads: true, run: () => ok({ valid: true }) },
  {
    method: 'POST',
    path: 'pacFiles/validate',
    reads: true,
    run: () => ok({ success: true, messages: [], warningCount: 0, errorCount: 0 }),
  },
  {
    method: 'GET',
    path: 'trafficCaptureRules/order',
    run: ({ partition }) => ok({ maxOrder: partition.items('trafficCaptureRules').length }),
  },
  { method: 'GET', path: 'trafficCaptureRules/ruleLabels', run: ({ partition }) => ok(partition.items('ruleLabels')) },
  { method: 'POST', path: 'staticIP/validate', reads: true, run: validateStaticIp },
  { method: 'POST', path: 'dlpEngines/validateDlpExpr', reads: true, run: () => ok({ status: 0 }) },
  { method: 'POST', path: 'urlCategories/review/domains', reads: true, run: () => ok([]) },
  { method: 'PUT', path: 'urlCategories/review/domains', run: () => ({ status: 204 }) },
  { method: 'PUT', path: 'cloudApplications/bulkUpdate', run: () => ({ status: 204 }) },
  { method: 'POST', path: 'exportPolicies', reads: true, run: () => ok({}) },
  {
    method: 'GET',
    path: 'locations/supportedCountries',
    run: () => ok(['UNITED_STATES', 'GERMANY', 'INDIA', 'CANADA', 'BRAZIL']),
  },
  {
    method: 'GET',
    path: 'sandbox/report/:md5',
    run: ({ params }) =>
      ok({ 'Full Details': { Summary: { Status: 'COMPLETED', Category: 'BENIGN', MD5: params.md5 } } }),
  },
  { method: 'POST', path: 'security/advanced/blacklistUrls', run: changeBlocklist },
  { method: 'POST', path: 'shadowIT/applications/export', reads: true, run: csv },
  { method: 'POST', path: 'shadowIT/applications/:entity/exportCsv', reads: true, run: csv },
  ...['auditlogEntryReport', 'eventlogEntryReport'].flatMap(logReport),
  { method: 'GET', path: 'tenancyRestrictionProfile/app-item-count/:app/:item', run: () => ok(0) },
  { method: 'POST', path: 'dlpDictionaries/validateDlpPattern', reads: true, run: () => ok({ status: 0 }) },
  { method: 'POST', path: 'users/:id#/enroll', run: (context) => ofItem(context, 'users', () => ({ status: 204 })) },
  { method: 'POST', path: 'users/:id#/unenroll', run: (context) => ofItem(context, 'users', () => ({ status: 204 })) },
  ...ziaGreActions,
  ...ziaMemberActions,
  ...ziaVersionActions,
];

/** A report of a log is asked for, looked after until it is complete, and fetched. */
function logReport(path: string): ActionRule[] {
  const noContent = () => ({ status: 204 });
  const state = { status: 'COMPLETE', progressItemsComplete: 0, progressEndTime: 0 };
  return [
    { method: 'GET', path, run: () => ok(state) },
    { method: 'POST', path, reads: true, run: noContent },
    { method: 'DELETE', path, reads: true, run: noContent },
    { method: 'GET', path: `${path}/download`, run: csv },
  ];
}

const ok = (body: unknown): SandboxAnswer => ({ status: 200, body });

function activate({ partition }: ActionContext): SandboxAnswer {
  partition.pendingActivation = false;
  return ok({ status: 'ACTIVE' });
}

function validateStaticIp({ partition, request: { body }, service }: ActionContext): SandboxAnswer {
  const value = isItem(body) ? String(body.ipAddress) : '';
  const taken = partition.items('staticIP').some(({ ipAddress }) => ipAddress === value);
  if (taken) return service.problem({ kind: 'duplicate', key: 'staticIP', field: 'ipAddress', value });
  return { status: 200, text: 'SUCCESS', headers: { 'content-type': 'application/json' } };
}

function csv(): SandboxAnswer {
  return { status: 200, text: '"Time","User","Action","Resource"\r\n', headers: { 'content-type': 'text/csv' } };
}

/** `?action=ADD_TO_LIST` or `REMOVE_FROM_LIST`, the change of the denylist that the SDKs make. */
function changeBlocklist({ partition, request, service }: ActionContext): SandboxAnswer {
  const sent = isItem(request.body) ? request.body.blacklistUrls : undefined;
  if (!Array.isArray(sent))
    return service.problem({ kind: 'invalid', message: 'The body must be {"blacklistUrls": […]}.' });
  const before = partition.setting('security/advanced')?.blacklistUrls;
  const urls = new Set<unknown>(Array.isArray(before) ? before : []);
  const remove = request.query.get('action') === 'REMOVE_FROM_LIST';
  for (const url of sent) remove ? urls.delete(url) : urls.add(url);
  partition.putSetting('security/advanced', { blacklistUrls: [...urls] });
  partition.pendingActivation = true;
  return { status: 204 };
}

/** Classifications of a few well-known sites, so that examples and tests have something to tell apart. */
const classifications: readonly [site: RegExp, category: string][] = [
  [/(^|\.)(bbc\.(com|co\.uk)|cnn\.com|nytimes\.com|reuters\.com)$/, 'NEWS_AND_MEDIA'],
  [/(^|\.)(google\.com|bing\.com|duckduckgo\.com)$/, 'WEB_SEARCH'],
  [/(^|\.)(facebook\.com|instagram\.com|x\.com|twitter\.com)$/, 'SOCIAL_NETWORKING'],
  [/(^|\.)linkedin\.com$/, 'PROFESSIONAL_SERVICES'],
  [/(^|\.)(youtube\.com|netflix\.com|vimeo\.com)$/, 'STREAMING_MEDIA'],
  [/(^|\.)(github\.com|gitlab\.com|stackoverflow\.com)$/, 'INFORMATION_TECHNOLOGY'],
  [/(^|\.)(amazon\.com|ebay\.com)$/, 'ONLINE_SHOPPING'],
  [/(^|\.)(zscaler\.com|okta\.com|microsoft\.com|cisco\.com)$/, 'CORPORATE_MARKETING'],
  [/(^|\.)(dropbox\.com|box\.com|drive\.google\.com)$/, 'FILE_HOST'],
  [/(^|\.)(gmail\.com|outlook\.com)$/, 'WEBMAIL'],
  [/(^|\.)pokerstars\.com$/, 'GAMBLING'],
];
/** Sites whose answer carries an alert besides. */
const alerts: readonly [site: RegExp, category: string][] = [
  [/(^|\.)(malware|eicar)\./, 'MALWARE_SITE'],
  [/(^|\.)phishing\./, 'PHISHING'],
];
const lookupLimit = 100;

function urlLookup({ request, partition, service }: ActionContext): SandboxAnswer {
  const urls = request.body;
  if (!Array.isArray(urls) || urls.length === 0 || !urls.every((url) => typeof url === 'string')) {
    return service.problem({ kind: 'invalid', message: 'The body must be a list of URLs: ["bbc.com"].' });
  }
  if (urls.length > lookupLimit) {
    return service.problem({ kind: 'invalid', message: `At most ${lookupLimit} URLs can be looked up at once.` });
  }
  const custom = partition.items('urlCategories').filter((category) => category.customCategory === true);
  return ok(
    urls.map((url: string) => {
      const host = url
        .replace(/^[a-z]+:\/\//i, '')
        .replace(/[/?#:].*$/s, '')
        .toLowerCase();
      const own = custom.filter((category) => holdsUrl(category.urls, url, host)).map((category) => category.id);
      const known = classifications.filter(([site]) => site.test(host)).map(([, category]) => category);
      return {
        url,
        urlClassifications: [...(known.length === 0 ? ['MISCELLANEOUS_OR_UNKNOWN'] : known), ...own],
        urlClassificationsWithSecurityAlert: alerts.filter(([site]) => site.test(host)).map(([, category]) => category),
      };
    }),
  );
}

/** An entry with a leading dot stands for the site and all below it. */
function holdsUrl(entries: unknown, url: string, host: string): boolean {
  if (!Array.isArray(entries)) return false;
  return entries.some(
    (entry) =>
      typeof entry === 'string' &&
      (entry === url || entry === host || (entry.startsWith('.') && (host.endsWith(entry) || host === entry.slice(1)))),
  );
}

const ruleTypes = {
  'Streaming Media & File Share': 'STREAMING_MEDIA',
  'Social Networking & Blogging': 'SOCIAL_NETWORKING',
  Webmail: 'WEBMAIL',
  'Instant Messaging': 'INSTANT_MESSAGING',
  'Cloud Storage & File Sharing': 'FILE_SHARE',
  'AI & ML Applications': 'AI_ML',
};
