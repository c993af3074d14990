// People come and go: passwords, SSO through the provider as it is, and what the host takes and gives.

import { mustEqual } from './must-hold.ts';
import { providerWorks } from './rules.ts';
import { signInBySso } from './sign-in.ts';
import { step, type Command } from './step.ts';
import type { Certificate, ModelConnection, ModelPerson, Person, TeamModel } from './team-model.ts';
import { changeMember, provePassword, signOut, type World } from './world.ts';

export const provesPassword = (person: Person): Command =>
  step(`${person} signs in with a password`, async (team, world) => passwordOf(team, world, person));

export const signsOut = (person: Person): Command =>
  step(`${person} signs out`, async (team, world) => {
    signOut(world, person);
    team.people[person].session = null;
  });

export const signsInBySso = (person: Person): Command =>
  step(`${person} signs in by SSO`, (team, world) => ssoOf(team, world, person));

/** By every way there is: what an admin does who is told to. */
export async function renewProofs(team: TeamModel, world: World, person: Person): Promise<void> {
  passwordOf(team, world, person);
  await ssoOf(team, world, person);
}

function passwordOf(team: TeamModel, world: World, person: Person): void {
  const facts = team.people[person];
  if (!facts.ownCredentials) return;
  provePassword(world, person);
  facts.session = [...(facts.session ?? []), { kind: 'password', at: team.now }];
}

async function ssoOf(team: TeamModel, world: World, person: Person): Promise<void> {
  const { live, people, provider } = team;
  const works =
    live !== null && team.mode !== 'off' && providerWorks(team, live) && people[person].membership !== 'none';
  const refused = await signInBySso(world, person, provider);
  mustEqual(`the sign-in of ${person} (${refused ?? 'good'})`, refused === null, works);
  if (works) signedIn(team, person, live, provider.key);
}

/** What a real sign-in leaves: a proof, facts, and the confirmation of a requirement by the connection that is live. */
export function signedIn(
  team: TeamModel,
  person: Person,
  { id, idp }: ModelConnection,
  certificate: Certificate,
): void {
  const { now, people, requirement, live, linked } = team;
  people[person].session = [...(people[person].session ?? []), { kind: 'sso', at: now, idp }];
  team.signIns.set(person, { connectionId: id, at: now });
  team.verified.add(id);
  team.certificatesSeen.set(certificate, now);
  if (!linked.has(`${idp} ${person}`)) team.audit.push('identity_linked');
  linked.add(`${idp} ${person}`);
  const confirmBy = requirement && !requirement.confirmed ? requirement.confirmBy : null;
  if (!requirement || confirmBy === null || now > confirmBy || live?.id !== id) return;
  requirement.confirmed = true;
  team.audit.push('requirement_confirmed');
}

/** The host asks nobody: it may take the last way back in, and the admins are told at once. */
export function hostChanges(person: Person, facts: Partial<Omit<ModelPerson, 'session'>>): Command {
  return step(
    `the host says of ${person}: ${JSON.stringify(facts)}`,
    async (team, world) => {
      Object.assign(team.people[person], facts);
      const { membership, manage, ownCredentials } = team.people[person];
      changeMember(
        world,
        person,
        membership === 'none' ? null : { membership, manage, hasOwnCredentials: ownCredentials },
      );
    },
    { loss: 'host' },
  );
}
