import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { derivedId } from '../tenant/ids.js';
import { page, queryValue } from './paging.js';

/*
 * Users and groups, for reading alone: samples in the shape of recorded live answers, the same people that the
 * sandbox behind the gateway knows. They belong to nobody and change never.
 */

const idp = { id: derivedId('idp', 'Acme SSO'), name: 'Acme SSO' };

interface Group {
  id: string;
  name: string;
  dynamicGroup: boolean;
}

function group(name: string, dynamicGroup = false): Group {
  return { id: derivedId('group', name), name, dynamicGroup };
}

const allStaff = group('All Staff', true);
const developers = group('Developers');
const contractors = group('Contractors');
const groups = [allStaff, developers, contractors];

interface Person {
  id: string;
  displayName: string;
  json: object;
  groups: Group[];
}

function person(firstName: string, lastName: string, department: string, ...memberOf: Group[]): Person {
  const loginName = `${firstName}.${lastName}@acme.example`.toLowerCase();
  const displayName = `${firstName} ${lastName}`;
  const id = derivedId('user', loginName);
  const json = {
    loginName,
    displayName,
    firstName,
    lastName,
    primaryEmail: loginName,
    department: { id: derivedId('department', department), name: department },
    status: true,
    customAttrsInfo: {},
    id,
    source: 'SCIM',
    idp,
  };
  return { id, displayName, json, groups: [allStaff, ...memberOf] };
}

const people = [
  person('Ada', 'Okafor', 'Engineering', developers),
  person('Ben', 'Lindqvist', 'Finance'),
  person('Carla', 'Moreau', 'Sales'),
  person('Dev', 'Patel', 'Engineering', developers, contractors),
];

function groupJson({ id, name, dynamicGroup }: Group): object {
  return {
    name,
    id,
    source: 'SCIM',
    idp,
    adminEntitlementEnabled: true,
    serviceEntitlementEnabled: true,
    dynamicGroup,
  };
}

function listPeople(request: MockRequest, all: readonly Person[]): Reply {
  const envelope = page(request, all, (one) => one.displayName) as { records: Person[] };
  return json(200, { ...envelope, records: envelope.records.map((one) => one.json) });
}

function listOfGroups(request: MockRequest, all: readonly Group[]): Reply {
  const withoutDynamic = queryValue(request.query, 'excludedynamicgroups') === 'true';
  const shown = withoutDynamic ? all.filter((one) => !one.dynamicGroup) : all;
  const envelope = page(request, shown, (one) => one.name) as { records: Group[] };
  return json(200, { ...envelope, records: envelope.records.map(groupJson) });
}

function known<T extends { id: string }>(all: readonly T[], { params }: MockRequest, what: string): T {
  const found = all.find((one) => one.id === params.id);
  if (found === undefined) throw new HttpError(404, `There is no ${what} with the id ${params.id}.`);
  return found;
}

export const listUsers = (request: MockRequest): Reply => listPeople(request, people);
export const getUser = (request: MockRequest): Reply => json(200, known(people, request, 'user').json);
export const listUserGroups = (request: MockRequest): Reply =>
  listOfGroups(request, known(people, request, 'user').groups);
export const listGroups = (request: MockRequest): Reply => listOfGroups(request, groups);
export const getGroup = (request: MockRequest): Reply => json(200, groupJson(known(groups, request, 'group')));

export function listGroupUsers(request: MockRequest): Reply {
  const { id } = known(groups, request, 'group');
  return listPeople(
    request,
    people.filter((one) => one.groups.some((member) => member.id === id)),
  );
}

/** The services that a user may use or administer: everybody may use all, nobody administers any. */
export function listServiceEntitlements(request: MockRequest, { store }: MockContext): Reply {
  known(people, request, 'user');
  return json(
    200,
    store.tenant.services.map(({ id, name, displayName, cloudName, orgName }) => ({
      service: { id, serviceName: name, displayName, cloudName, orgName, cloudDomainName: cloudName },
    })),
  );
}

export function listAdminEntitlements(request: MockRequest): Reply {
  known(people, request, 'user');
  return json(200, []);
}
