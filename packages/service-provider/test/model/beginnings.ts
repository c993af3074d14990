// How far a team has come when its story begins, and how every story ends.

import fc from 'fast-check';
import { requireSso, setPolicy } from './admin-actions.ts';
import { change } from './admin-commands.ts';
import { save } from './connection-actions.ts';
import { provesPassword, signsInBySso, signsOut } from './people-commands.ts';
import { usesCode } from './recovery-commands.ts';
import type { Command } from './step.ts';
import { readiesWayBack } from './stories.ts';
import { IDPS, type Certificate, type Content } from './team-model.ts';
import { maintains, planHook, timePasses } from './world-commands.ts';

const content = (certificate: Certificate): Content => ({
  idp: IDPS[0],
  certificates: [certificate],
  forceAuthn: false,
});
const isOn = change(save('optional', content('first'), false), 'admin', true);
const codes = readiesWayBack('admin');
const emergencyAdmin = change(setPolicy({ emergencyAdmins: ['owner'] }), 'admin', true);

const wayBack = fc.constantFrom([codes], [emergencyAdmin], [codes, emergencyAdmin]);
const requirement = fc
  .record({ sessions: fc.constantFrom<'now' | number>('now', 24), minutes: fc.constantFrom(0, 15) })
  .map(({ sessions, minutes }) => change(requireSso(sessions, minutes), 'admin', true));
const since = fc.subarray([signsInBySso('member'), provesPassword('member'), provesPassword('owner')]);

export interface Beginning {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Most teams require SSO already: what can go wrong goes wrong there. */
export const beginning: fc.Arbitrary<Beginning> = fc.oneof(
  fc.constantFrom(
    { title: 'nothing is configured', commands: [] },
    { title: 'the host never said what the plan is', commands: [planHook(true)] },
    { title: 'optional', commands: [isOn] },
    { title: 'optional, with a way back', commands: [isOn, codes, provesPassword('member')] },
    {
      title: 'optional, with a certificate that ends soon',
      commands: [
        change(save('optional', content('short'), false), 'admin', true),
        emergencyAdmin,
        timePasses(13 * 24 * 60),
      ],
    },
  ),
  {
    weight: 3,
    arbitrary: fc.tuple(wayBack, requirement, since).map(([ways, required, then]) => ({
      title: ['required', ...[...ways, required, ...then].map(String)].join('; '),
      commands: [isOn, provesPassword('guest'), ...ways, required, ...then],
    })),
  },
);

/** Who still has a way in uses it. */
export const ENDING: readonly Command[] = [
  timePasses(16),
  ...(['admin', 'owner', 'member'] as const).flatMap((person) => [
    signsOut(person),
    provesPassword(person),
    usesCode(person, true),
    signsInBySso(person),
  ]),
  maintains,
];
