// What an empty store is seeded with: teams, people, bots. Everybody's password is DEMO_PASSWORD.

import type { Role } from './teams.ts';
import type { BotRow, TeamRow } from './tables.ts';

export const DEMO_PASSWORD = 'demo-password';

export const SEED_TEAMS: readonly TeamRow[] = [
  { team: 'acme', name: 'Acme', plan: 'Enterprise', region: 'eu', domain: 'acme.example' },
  { team: 'globex', name: 'Globex', plan: 'Enterprise', region: 'us', domain: 'globex.example' },
  { team: 'initech', name: 'Initech', plan: 'Enterprise', region: 'asia', domain: 'initech.example' },
  { team: 'hooli', name: 'Hooli', plan: 'Pro', region: 'eu', domain: 'hooli.example' },
  { team: 'umbrella', name: 'Umbrella', plan: 'Ultimate', region: 'eu', domain: 'umbrella.example' },
];

export interface SeedUser {
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly { readonly team: string; readonly role: Role }[];
}

export const SEED_USERS: readonly SeedUser[] = [
  ...ofTeam('acme', { owner: 'Ana Ruiz', admin: 'Jonas Weber', member: 'Mei Tanaka' }),
  ...ofTeam('globex', { owner: 'Priya Nair', admin: 'Tom Becker', member: 'Sofia Lind' }),
  ...ofTeam('initech', { owner: 'Haruto Sato', admin: 'Linh Tran', member: 'Arjun Mehta' }),
  ...ofTeam('hooli', { owner: 'Grace Osei', admin: 'Noah Fischer', member: 'Elif Kaya' }),
  ...ofTeam('umbrella', { owner: 'Marta Kowal', admin: 'Luca Moretti', member: 'Ingrid Dahl' }),
  { name: 'Sam Okafor', email: 'guest@contractor.example', memberships: [{ team: 'acme', role: 'guest' }] },
  {
    name: 'Lena Novak',
    email: 'multi@acme.example',
    memberships: [
      { team: 'acme', role: 'member' },
      { team: 'globex', role: 'member' },
    ],
  },
  { name: 'CI pipeline', email: 'ci@acme.example', memberships: [{ team: 'acme', role: 'service' }] },
];

type SeedBot = Pick<BotRow, 'name' | 'does' | 'every_seconds'>;

const INVOICES = bot('Invoice reader', 'Reads invoices, files them in Accounts', 240);
const TICKETS = bot('Ticket sorter', 'Labels support tickets by product', 55);
const NOTES = bot('Stand-up notes', 'Sums up the stand-up, posts it at 9:45', 86_400);
const BUDDY = bot('Onboarding buddy', 'Answers new colleagues’ questions', 5_400);
const CONTRACTS = bot('Contract checker', 'Finds clauses that differ from the template', 1_900);
const STOCK = bot('Stock watcher', 'Orders parts before they run out', 900);
const RELEASES = bot('Release scribe', 'Writes release notes from merged changes', 7_200);
const TRAVEL = bot('Travel desk', 'Books trips within policy', 3_100);

export const SEED_BOTS: Readonly<Record<string, readonly SeedBot[]>> = {
  acme: [INVOICES, TICKETS, NOTES, BUDDY, CONTRACTS, RELEASES],
  globex: [STOCK, TICKETS, TRAVEL, CONTRACTS],
  initech: [RELEASES, NOTES, TICKETS],
  hooli: [BUDDY, NOTES],
  umbrella: [STOCK, INVOICES, CONTRACTS, TRAVEL, BUDDY],
};

function ofTeam(team: string, names: Readonly<Record<'owner' | 'admin' | 'member', string>>): SeedUser[] {
  return (['owner', 'admin', 'member'] as const).map((role) => ({
    name: names[role],
    email: `${role}@${team}.example`,
    memberships: [{ team, role }],
  }));
}

function bot(name: string, does: string, everySeconds: number): SeedBot {
  return { name, does, every_seconds: everySeconds };
}
