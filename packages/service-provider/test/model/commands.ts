// Which commands there are and how often: admins at work mostly, mishaps between, and time.

import fc from 'fast-check';
import * as actions from './admin-actions.ts';
import type { AdminAction } from './admin-actions.ts';
import { change, changeStale, race } from './admin-commands.ts';
import { hostChanges, provesPassword, signsInBySso, signsOut } from './people-commands.ts';
import {
  endsSessions,
  makesCodes,
  tests,
  typesBack,
  usesCode,
  usesCodeInVain,
  usesCodes,
} from './recovery-commands.ts';
import type { Command } from './step.ts';
import { IDPS, PEOPLE, type Certificate, type Content, type Person } from './team-model.ts';
import * as connections from './connection-actions.ts';
import * as stories from './stories.ts';
import { beginsLogin, finishesLogin, isAnswered } from './walks.ts';
import { maintains, planBecomes, planHook, providerBecomes, restarts, timePasses } from './world-commands.ts';

const idp = fc.constantFrom(IDPS[0], ...IDPS);
const certificate = fc.constantFrom<Certificate>('first', 'second', 'short');
const sure = fc.boolean();
const content: fc.Arbitrary<Content> = fc.record({
  idp,
  certificates: fc.constantFrom<readonly Certificate[]>(
    ['first'],
    ['first', 'second'],
    ['second'],
    ['short'],
  ),
  forceAuthn: fc.constantFrom(false, false, true),
});
const manager = fc.constantFrom<Person>('admin', 'admin', 'admin', 'owner', 'owner', 'member');
const anybody = fc.constantFrom(...PEOPLE);
const emergencyAdmins = fc.subarray<Person>(['admin', 'owner', 'member', 'guest'], { maxLength: 2 });
const rollbackMinutes = fc.constantFrom(0, 1, 15, 60);
const sessions = fc.constantFrom<'now' | number>('now', 0, 24, 72);

const action: fc.Arbitrary<AdminAction> = fc.oneof(
  fc
    .tuple(fc.constantFrom(undefined, 'optional', 'off'), content, sure)
    .map((given) => connections.save(...given)),
  content.map(connections.saveDraft),
  fc.constant(connections.discardDraft),
  { weight: 3, arbitrary: sure.map(connections.promote) },
  { weight: 2, arbitrary: sure.map(connections.undo) },
  fc.tuple(fc.constantFrom('off', 'optional'), sure).map((given) => actions.setMode(...given)),
  { weight: 3, arbitrary: fc.tuple(sessions, rollbackMinutes).map((given) => actions.requireSso(...given)) },
  { weight: 2, arbitrary: emergencyAdmins.map((admins) => actions.setPolicy({ emergencyAdmins: admins })) },
  fc.constantFrom('exempt', 'required', 'blocked').map((guests) => actions.setPolicy({ guests })),
  fc.constantFrom(1, 72, null).map((hours) => actions.setPolicy({ reauthenticateAfterHours: hours })),
  sure.map(actions.deleteSettings),
);

const taken = fc.constantFrom<Parameters<typeof hostChanges>[1]>(
  { ownCredentials: false },
  { manage: false },
  { membership: 'none' },
);

const mishap: fc.Arbitrary<Command> = fc.oneof(
  certificate.map((key) => providerBecomes({ key })),
  idp.map((entityId) => providerBecomes({ idp: entityId })),
  fc.constantFrom(0, 10).map((clockOff) => providerBecomes({ clockOff })),
  fc.constant(providerBecomes({ idp: IDPS[0], key: 'first', clockOff: 0 })),
  fc.tuple(fc.boolean(), fc.constantFrom(0, 3, null)).map((given) => planBecomes(...given)),
  fc.boolean().map(planHook),
  fc.tuple(manager, taken).map((given) => hostChanges(...given)),
  manager.map((by) => hostChanges(by, { membership: 'member', manage: true, ownCredentials: true })),
);

const minutes = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.constantFrom(59, 61, 24 * 60, 3 * 24 * 60, 7 * 24 * 60, 14 * 24 * 60, 31 * 24 * 60),
);

const everyday: fc.Arbitrary<Command> = fc.oneof(
  anybody.map(provesPassword),
  manager.map(signsOut),
  { weight: 2, arbitrary: anybody.map(signsInBySso) },
  {
    weight: 2,
    arbitrary: fc.tuple(manager, fc.constantFrom('draft', 'live')).map((given) => tests(...given)),
  },
  { weight: 2, arbitrary: minutes.map(timePasses) },
  fc.constantFrom(maintains, restarts),
);

const ways: fc.Arbitrary<Command> = fc.oneof(
  manager.map(makesCodes),
  {
    weight: 3,
    arbitrary: fc.tuple(manager, fc.constantFrom(true, true, false)).map((given) => typesBack(...given)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(manager, fc.constantFrom(true, true, false)).map((given) => usesCode(...given)),
  },
  manager.map((by) => usesCodes(by, 4)),
  manager.map(usesCodeInVain),
  manager.map(endsSessions),
);

const administration: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(action, manager, fc.constantFrom(true, true, true, false))
      .map((given) => change(...given)),
  },
  fc.tuple(action, manager).map((given) => changeStale(...given)),
  { weight: 2, arbitrary: fc.tuple(action, action).map((given) => race(...given)) },
);

const walks: fc.Arbitrary<Command> = fc
  .tuple(fc.constantFrom(beginsLogin, isAnswered, finishesLogin), fc.constantFrom<Person>('admin', 'member'))
  .map(([walk, person]) => walk(person));

const rows: fc.Arbitrary<Command> = fc.oneof(
  manager.map(stories.readiesWayBack),
  fc.tuple(manager, certificate).map((given) => stories.renewsCertificate(...given)),
  fc.tuple(manager, certificate).map((given) => stories.badDay(...given)),
  fc
    .tuple(manager, fc.constantFrom(1, 25 * 60, 25 * 60, 31 * 24 * 60))
    .map((given) => stories.movesAndReturns(...given)),
  manager.map(stories.outdatesDraft),
  manager.map(stories.pauses),
  manager.map(stories.pausesUnderLogins),
  manager.map(stories.promotesUnderALogin),
  fc.tuple(manager, action).map((given) => stories.lapses(...given)),
  fc.tuple(manager, sessions).map((given) => stories.requiresInVain(...given)),
  manager.map(stories.runsOutOfWays),
  fc.tuple(fc.constantFrom<Person>('owner', 'admin'), taken).map((given) => stories.losesRights(...given)),
  fc.tuple(manager, action).map((given) => stories.changesUnderALogin(...given)),
);

/** Every command, as often as it should come. */
export const COMMANDS: fc.Arbitrary<Command>[] = [
  administration,
  administration,
  administration,
  everyday,
  everyday,
  walks,
  rows,
  rows,
  ways,
  mishap,
];
