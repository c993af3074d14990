// Single logout at the provider: which applications a person is signed in to, and telling them one after another.

import { buildLogoutMessage, type BuiltLogoutMessage } from '../logout-message.ts';
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

/** Makes the logouts of a provider; their memory lives as long as it does. */
export function createLogouts(setting: LogoutSetting): Logouts {
  let sessions: readonly ProviderSession[] = [];
  const rounds = new Map<string, Round & { readonly told: ProviderSession }>();
  const acsUrls = new Map<string, string>();

  const send = async (
    { acsUrl, spEntityId }: Application,
    content: Partial<Parameters<typeof buildLogoutMessage>[0]> & { readonly kind: 'request' | 'response' },
  ): Promise<(LogoutStep & { readonly kind: 'send' }) | null> => {
    const url = await setting.logoutUrlOf({ acsUrl, spEntityId });
    if (url === null) return null;
    const { clock, identity, idpEntityId, binding } = setting;
    const message = buildLogoutMessage({
      binding: binding(),
      now: clock(),
      identity,
      idpEntityId: idpEntityId(),
      logoutUrl: url,
      ...content,
    });
    return { kind: 'send', url, message };
  };

  const next = async (round: Round): Promise<LogoutStep> => {
    const [told, ...waiting] = round.waiting;
    if (!told) return finish(round);
    const step = await send(told, {
      kind: 'request',
      nameId: told.nameId,
      ...(told.sessionIndex === null ? {} : { sessionIndexes: [told.sessionIndex] }),
    });
    const rest = { ...round, waiting };
    if (!step) return next({ ...rest, failed: [...round.failed, nameOf(told)] });
    rounds.set(step.message.id, { ...rest, told });
    return step;
  };

  const finish = async ({ asker, ended, failed }: Round): Promise<LogoutStep> => {
    if (!asker) return { kind: 'done', ended, failed };
    const { application, request } = asker;
    const partial = { status: { code: `${STATUS}Responder`, subcode: `${STATUS}PartialLogout` } };
    const step = await send(application, {
      kind: 'response',
      inResponseTo: request.id,
      ...(request.relayState === null ? {} : { relayState: request.relayState }),
      ...(failed.length === 0 ? {} : partial),
    });
    return step ?? { kind: 'done', ended, failed };
  };

  /** Takes sessions out of the memory. */
  const take = (isTaken: (session: ProviderSession) => boolean): readonly ProviderSession[] => {
    const taken = sessions.filter(isTaken);
    sessions = sessions.filter((session) => !isTaken(session));
    return taken;
  };

  const receiveRequest = async (request: LogoutContent): Promise<LogoutStep> => {
    const isNamed = ({ spEntityId, nameId, sessionIndex }: ProviderSession) =>
      spEntityId === request.issuer &&
      nameId === request.nameId &&
      (request.sessionIndexes.length === 0 || request.sessionIndexes.includes(sessionIndex ?? ''));
    const named = sessions.filter(isNamed);
    const acsUrl = named.at(-1)?.acsUrl ?? acsUrls.get(request.issuer);
    if (acsUrl === undefined) throw new SignOnRequestError('Nobody signed in to this application from here.');
    const application = { spEntityId: request.issuer, acsUrl };
    checkRequestSignature(request.received, await setting.certificatesOf(application), 'required');
    take(isNamed);
    const people = new Set(named.map(({ personId }) => personId));
    const waiting = take(({ personId }) => people.has(personId));
    return next({ waiting, ended: [], failed: [], asker: { application, request } });
  };

  const receiveResponse = async (response: LogoutContent): Promise<LogoutStep> => {
    const id = response.inResponseTo ?? '';
    const round = rounds.get(id);
    if (!round || round.told.spEntityId !== response.issuer)
      throw new SignOnRequestError('This answers no logout that is on its way.');
    checkRequestSignature(response.received, await setting.certificatesOf(round.told), 'required');
    rounds.delete(id);
    const { told, ended, failed } = round;
    const name = nameOf(told);
    return next(
      response.succeeded ? { ...round, ended: [...ended, name] } : { ...round, failed: [...failed, name] },
    );
  };

  return {
    remember: (personId, { spEntityId, acsUrl }, samlResponse) => {
      acsUrls.set(spEntityId, acsUrl);
      const session = { personId, spEntityId, acsUrl, ...namesIn(samlResponse) };
      if (session.nameId !== '') sessions = [...sessions, { ...session, nameId: session.nameId }];
    },
    sessions: () => sessions,
    signOutEverywhere: (personId) =>
      next({
        waiting: take((session) => session.personId === personId),
        ended: [],
        failed: [],
        asker: null,
      }),
    receive: async (parameters) => {
      const content = readLogout(parameters);
      if (content.destination !== setting.logoutUrl())
        throw new SignOnRequestError('The logout message is for another address.');
      return content.kind === 'request' ? receiveRequest(content) : receiveResponse(content);
    },
  };
}

/** What a person knows the application by. */
function nameOf({ acsUrl }: Application): string {
  const { host, pathname } = new URL(acsUrl);
  return host + pathname.replace(/\/acs$/u, '');
}

/** The names that a response gave; an encrypted one keeps them from us as well. */
function namesIn(samlResponse: string): Pick<ProviderSession, 'nameId' | 'sessionIndex'> {
  const root = parseXml(Buffer.from(samlResponse, 'base64').toString('utf8'));
  const nameId = findElement(root, ({ localName }) => localName === 'NameID');
  const statement = findElement(root, ({ localName }) => localName === 'AuthnStatement');
  return {
    nameId: nameId ? textOf(nameId) : '',
    sessionIndex: statement && attributeOf(statement, 'SessionIndex'),
  };
}
