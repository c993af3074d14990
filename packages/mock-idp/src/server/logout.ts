// Single logout at the provider: which applications a person is signed in to, and telling them one after another.

import { buildLogoutMessage, type BuiltLogoutMessage, type LogoutMessageOptions } from '../logout-message.ts';
import { attributeOf, findElement, parseXml, textOf } from '../xml-tree.ts';
import type { SigningIdentity } from '../signing-identity.ts';
import { checkRequestSignature } from './request-signature.ts';
import { readLogout, type LogoutContent, type LogoutParameters } from './received-logout.ts';
import { SignOnRequestError } from './sign-on-request.ts';

/** A sign-in that the provider gave to an application. */
export interface ProviderSession {
  readonly personId: string;
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly nameId: string;
  readonly sessionIndex: string | null;
}

/** What logout depends on. */
export interface LogoutSetting {
  readonly identity: SigningIdentity;
  readonly clock: () => Date;
  readonly idpEntityId: () => string;
  /** Our own address for logout messages. */
  readonly logoutUrl: () => string;
  /** How messages are sent. */
  readonly binding: () => 'redirect' | 'post';
  /** An application's address for logout messages; null when it is not known. */
  readonly logoutUrlOf: (application: Application) => Promise<string | null> | string | null;
  readonly certificatesOf: (application: Application) => Promise<readonly string[]> | readonly string[];
}

type Application = Pick<ProviderSession, 'spEntityId' | 'acsUrl'>;

/** A message that the browser carries to an application, or the end of it all. */
export type LogoutStep =
  | { readonly kind: 'send'; readonly url: string; readonly message: BuiltLogoutMessage }
  | { readonly kind: 'done'; readonly ended: readonly string[]; readonly failed: readonly string[] };

/** The logouts of a provider. */
export interface Logouts {
  readonly remember: (personId: string, application: Application, samlResponse: string) => void;
  readonly sessions: () => readonly ProviderSession[];
  /** Ends all sessions of a person. */
  readonly signOutEverywhere: (personId: string) => Promise<LogoutStep>;
  /** @throws SignOnRequestError, RequestSignatureError when the message is not one to act on. */
  readonly receive: (parameters: LogoutParameters) => Promise<LogoutStep>;
}

/** Who is still to be told, and whom to answer when everybody was. */
interface Round {
  readonly waiting: readonly ProviderSession[];
  readonly ended: readonly string[];
  readonly failed: readonly string[];
  readonly asker: { readonly application: Application; readonly request: LogoutContent } | null;
}

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

interface LogoutMemory {
  sessions: readonly ProviderSession[];
  /** By the ID of the request that is on its way. */
  readonly rounds: Map<string, Round & { readonly told: ProviderSession }>;
  /** Where an application was answered last. */
  readonly acsUrls: Map<string, string>;
}

const MAX_SESSIONS = 1_000;

/** Makes the logouts of a provider; their memory lives as long as it does. */
export function createLogouts(setting: LogoutSetting): Logouts {
  const memory: LogoutMemory = { sessions: [], rounds: new Map(), acsUrls: new Map() };
  return {
    remember: (personId, { spEntityId, acsUrl }, samlResponse) => {
      memory.acsUrls.set(spEntityId, acsUrl);
      const names = namesIn(samlResponse);
      if (names === null) return;
      memory.sessions = [...memory.sessions, { personId, spEntityId, acsUrl, ...names }].slice(-MAX_SESSIONS);
    },
    sessions: () => memory.sessions,
    signOutEverywhere: (personId) => {
      const waiting = take(memory, (session) => session.personId === personId);
      return next(setting, memory, { waiting, ended: [], failed: [], asker: null });
    },
    receive: async (parameters) => {
      const content = readLogout(parameters);
      if (content.destination !== setting.logoutUrl())
        throw new SignOnRequestError('The logout message is for another address.');
      return content.kind === 'request'
        ? receiveRequest(setting, memory, content)
        : receiveResponse(setting, memory, content);
    },
  };
}

async function receiveRequest(
  setting: LogoutSetting,
  memory: LogoutMemory,
  request: LogoutContent,
): Promise<LogoutStep> {
  const isNamed = ({ spEntityId, nameId, sessionIndex }: ProviderSession) =>
    spEntityId === request.issuer &&
    nameId === request.nameId &&
    (request.sessionIndexes.length === 0 || request.sessionIndexes.includes(sessionIndex ?? ''));
  const named = memory.sessions.filter(isNamed);
  const acsUrl = named.at(-1)?.acsUrl ?? memory.acsUrls.get(request.issuer);
  if (acsUrl === undefined) throw new SignOnRequestError('Nobody signed in to this application from here.');
  const application = { spEntityId: request.issuer, acsUrl };
  checkRequestSignature(request.received, await setting.certificatesOf(application), 'required');
  take(memory, isNamed);
  const people = new Set(named.map(({ personId }) => personId));
  const waiting = take(memory, ({ personId }) => people.has(personId));
  return next(setting, memory, { waiting, ended: [], failed: [], asker: { application, request } });
}

async function receiveResponse(
  setting: LogoutSetting,
  memory: LogoutMemory,
  response: LogoutContent,
): Promise<LogoutStep> {
  const id = response.inResponseTo ?? '';
  const round = memory.rounds.get(id);
  if (!round || round.told.spEntityId !== response.issuer)
    throw new SignOnRequestError('This answers no logout that is on its way.');
  checkRequestSignature(response.received, await setting.certificatesOf(round.told), 'required');
  memory.rounds.delete(id);
  const { told, ended, failed } = round;
  const name = nameOf(told);
  const grown = response.succeeded
    ? { ...round, ended: [...ended, name] }
    : { ...round, failed: [...failed, name] };
  return next(setting, memory, grown);
}

/** Tells the next application; answers whoever asked when there is none left. */
async function next(setting: LogoutSetting, memory: LogoutMemory, round: Round): Promise<LogoutStep> {
  const [told, ...waiting] = round.waiting;
  if (!told) return finish(setting, round);
  const step = await send(setting, told, {
    kind: 'request',
    nameId: told.nameId,
    ...(told.sessionIndex === null ? {} : { sessionIndexes: [told.sessionIndex] }),
  });
  const rest = { ...round, waiting };
  if (!step) return next(setting, memory, { ...rest, failed: [...round.failed, nameOf(told)] });
  memory.rounds.set(step.message.id, { ...rest, told });
  return step;
}

async function finish(setting: LogoutSetting, { asker, ended, failed }: Round): Promise<LogoutStep> {
  if (!asker) return { kind: 'done', ended, failed };
  const { application, request } = asker;
  const partial = { status: { code: `${STATUS}Responder`, subcode: `${STATUS}PartialLogout` } };
  const step = await send(setting, application, {
    kind: 'response',
    inResponseTo: request.id,
    ...(request.relayState === null ? {} : { relayState: request.relayState }),
    ...(failed.length === 0 ? {} : partial),
  });
  return step ?? { kind: 'done', ended, failed };
}

/** Null: the application takes no logout messages. */
async function send(
  { binding, clock, identity, idpEntityId, logoutUrlOf }: LogoutSetting,
  { acsUrl, spEntityId }: Application,
  content: Partial<LogoutMessageOptions> & Pick<LogoutMessageOptions, 'kind'>,
): Promise<(LogoutStep & { readonly kind: 'send' }) | null> {
  const url = await logoutUrlOf({ acsUrl, spEntityId });
  if (url === null) return null;
  const message = buildLogoutMessage({
    binding: binding(),
    now: clock(),
    identity,
    idpEntityId: idpEntityId(),
    logoutUrl: url,
    ...content,
  });
  return { kind: 'send', url, message };
}

/** Takes sessions out of the memory. */
function take(
  memory: LogoutMemory,
  isTaken: (session: ProviderSession) => boolean,
): readonly ProviderSession[] {
  const taken = memory.sessions.filter(isTaken);
  memory.sessions = memory.sessions.filter((session) => !isTaken(session));
  return taken;
}

/** What a person knows the application by. */
function nameOf({ acsUrl }: Application): string {
  const { host, pathname } = new URL(acsUrl);
  return host + pathname.replace(/\/acs$/u, '');
}

/** The names that a response gave; an encrypted one keeps them from us as well, and so does one that was broken on purpose. */
function namesIn(samlResponse: string): Pick<ProviderSession, 'nameId' | 'sessionIndex'> | null {
  try {
    const root = parseXml(Buffer.from(samlResponse, 'base64').toString('utf8'));
    const nameId = findElement(root, ({ localName }) => localName === 'NameID');
    const statement = findElement(root, ({ localName }) => localName === 'AuthnStatement');
    return (
      nameId && { nameId: textOf(nameId), sessionIndex: statement && attributeOf(statement, 'SessionIndex') }
    );
  } catch {
    return null;
  }
}
