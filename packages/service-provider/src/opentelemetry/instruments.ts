// The metrics: names, units and attributes. Stable; docs/observability.md and the dashboard are held against this table.

export interface Instrument {
  readonly kind: 'counter' | 'histogram';
  readonly unit: string;
  /** Never a team, a person or a request: those are in spans and logs, and would make a series each. */
  readonly attributes: readonly string[];
  readonly says: string;
}

export const INSTRUMENTS = {
  'team_sso.login.duration': {
    kind: 'histogram',
    unit: 's',
    attributes: ['step', 'outcome'],
    says: 'Our own time for one step of a login: `start`, `acs` or `finish`; `outcome`: `ok`, `refused`, `failed`.',
  },
  'team_sso.login.started': {
    kind: 'counter',
    unit: '{login}',
    attributes: [],
    says: 'Browsers sent to a provider.',
  },
  'team_sso.login.completed': {
    kind: 'counter',
    unit: '{login}',
    attributes: [],
    says: 'People who got in.',
  },
  'team_sso.login.refused': {
    kind: 'counter',
    unit: '{login}',
    attributes: ['reason'],
    says: 'Sign-ins refused, by reason.',
  },
  'team_sso.claims': {
    kind: 'counter',
    unit: '{claim}',
    attributes: ['outcome'],
    says: 'Assertions claimed: `done`, `replayed` or `request_unknown`.',
  },
  'team_sso.request.duration': {
    kind: 'histogram',
    unit: 's',
    attributes: ['route', 'method', 'status'],
    says: 'Our own time for a request of the router.',
  },
  'team_sso.request.refused': {
    kind: 'counter',
    unit: '{request}',
    attributes: ['code'],
    says: 'Calls refused, by problem code.',
  },
  'team_sso.request.failed': {
    kind: 'counter',
    unit: '{request}',
    attributes: ['error'],
    says: 'Requests that a host, a store or a defect made fail, by the class of the error.',
  },
  'team_sso.client.held_back': {
    kind: 'counter',
    unit: '{client}',
    attributes: ['door'],
    says: 'Clients that failed too often at a door.',
  },
  'team_sso.store.duration': {
    kind: 'histogram',
    unit: 's',
    attributes: ['method', 'outcome'],
    says: 'One call of the store: its method, and `ok` or `failed`.',
  },
  'team_sso.logout': {
    kind: 'counter',
    unit: '{logout}',
    attributes: ['stage', 'outcome'],
    says: 'Logouts: `started`, `received`, `answered` or `refused`, and what came of it.',
  },
  'team_sso.events': {
    kind: 'counter',
    unit: '{event}',
    attributes: ['event'],
    says: 'Every event by its name, for alarms on those without a metric of their own.',
  },
} as const satisfies Readonly<Record<string, Instrument>>;

export type InstrumentName = keyof typeof INSTRUMENTS;
type AttributeOf<Name extends InstrumentName> = (typeof INSTRUMENTS)[Name]['attributes'][number];
/** The attributes of a metric, each with its value. */
export type AttributesOf<Name extends InstrumentName> = Readonly<Record<AttributeOf<Name>, string>>;

/** Seconds: from a read by primary key to a provider's patience. */
export const DURATION_BUCKETS_SECONDS: readonly number[] = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
