// HTTP in, one act of the provider, HTTP out.

import type { IncomingMessage } from 'node:http';
import { renderHandoff } from '../pages/handoff.ts';
import { ICON_SVG } from '../pages/layout.ts';
import type { Page } from '../pages/layout.ts';
import { renderNotice } from '../pages/notice.ts';
import { renderOverview } from '../pages/overview.ts';
import { renderPicker } from '../pages/picker.ts';
import type { Person } from '../response-options.ts';
import { FAULTS } from './faults.ts';
import type { FaultId } from './faults.ts';
import { logoutByPost, logoutByRedirect, signOutEverywhere } from './logout-routes.ts';
import { parseFaultId } from './provider.ts';
import type { Provider } from './provider.ts';
import { BodyError, readForm, readJson } from './request-body.ts';
import { checkedCertificate, parseRequestSignatures, RequestSignatureError } from './request-signature.ts';
import type { ReceivedRequest } from './request-signature.ts';
import { AnswerError } from './sign-on-answer.ts';
import type { AnswerTarget } from './sign-on-answer.ts';
import { checkedAcsUrl, decodeRequest, parseSignOnRequest, SignOnRequestError } from './sign-on-request.ts';
import type { SignOnParameters } from './sign-on-request.ts';

type Route = (provider: Provider, request: IncomingMessage, url: URL) => Promise<Page> | Page;

const PERSON_COOKIE = 'mock-idp-person';

const ROUTES: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  '/': { GET: overview },
  '/sso': { GET: signOnByRedirect, POST: signOnByPost },
  '/sign-in': { POST: signIn },
  '/slo': { GET: logoutByRedirect, POST: logoutByPost },
  '/sign-out': { POST: signOut },
  '/start': { POST: startHere },
  '/fault': { POST: chooseFault },
  '/application': { POST: rememberApplication },
  '/control': { GET: (provider) => controlState(provider), POST: control },
  '/metadata': { GET: (provider) => plain('application/samlmetadata+xml', provider.metadataXml()) },
  '/certificate.pem': { GET: (provider) => plain('application/x-pem-file', provider.certificatePem) },
  '/icon.svg': { GET: () => plain('image/svg+xml', ICON_SVG) },
};

/** Answers one request; whatever a client does wrong becomes a page. */
export async function handle(provider: Provider, request: IncomingMessage): Promise<Page> {
  const url = new URL(request.url ?? '/', provider.signOnUrl());
  const methods = Object.hasOwn(ROUTES, url.pathname) ? ROUTES[url.pathname] : undefined;
  if (!methods) return renderNotice(404, 'Not found', 'There is no such page here.');
  const route = methods[request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')];
  if (!route) {
    const page = renderNotice(405, 'Method not allowed', 'This page does not take such a request.');
    return { ...page, headers: { ...page.headers, allow: Object.keys(methods).join(', ') } };
  }
  try {
    return await route(provider, request, url);
  } catch (error) {
    if (error instanceof BodyError) return renderNotice(error.status, 'Unreadable request', error.message);
    if (error instanceof SignOnRequestError)
      return renderNotice(400, 'This request cannot be answered', error.message);
    if (error instanceof RequestSignatureError)
      return renderNotice(403, 'This request is refused', error.message);
    if (error instanceof AnswerError) return renderNotice(409, 'This answer cannot be given', error.message);
    throw error;
  }
}

function overview(provider: Provider): Page {
  const { people, certificatePem } = provider;
  return renderOverview({
    people,
    certificatePem,
    signOnUrl: provider.signOnUrl(),
    idpEntityId: provider.idpEntityId(),
    metadataUrl: provider.idpEntityId(),
    fault: provider.fault(),
    application: provider.application(),
    requestSignatures: provider.requestSignatures(),
    lastTarget: provider.lastTarget(),
    logoutUrl: provider.logoutUrl(),
    sessions: provider.logouts.sessions(),
  });
}

function signOnByRedirect(provider: Provider, request: IncomingMessage, url: URL): Promise<Page> | Page {
  const samlRequest = url.searchParams.get('SAMLRequest');
  if (samlRequest === null) {
    const text = 'The Sign on URL was opened without a sign-in request. Start at the application.';
    return renderNotice(400, 'Nothing to sign in to', text);
  }
  const parameters = parametersFrom(url.searchParams, 'redirect', samlRequest, url);
  return pick(provider, request, parameters, () => ({ binding: 'redirect', query: url.search }));
}

async function signOnByPost(provider: Provider, request: IncomingMessage, url: URL): Promise<Page> {
  const form = await readForm(request);
  const parameters = parametersFrom(form, 'post', form.get('SAMLRequest') ?? '', url);
  return pick(provider, request, parameters, () => ({ binding: 'post', xml: decodeRequest(parameters) }));
}

async function pick(
  provider: Provider,
  request: IncomingMessage,
  parameters: SignOnParameters,
  received: () => ReceivedRequest,
): Promise<Page> {
  const signOn = parseSignOnRequest(parameters);
  await provider.checkRequest(signOn, received());
  const standing = provider.standingPerson();
  if (standing) return renderHandoff(await provider.answer(signOn, standing, provider.fault()));
  const remembered = signOn.forceAuthn ? null : cookieOf(request, PERSON_COOKIE);
  return renderPicker({
    request: signOn,
    parameters,
    people: provider.people,
    fault: provider.fault(),
    remembered,
  });
}

async function signIn(provider: Provider, request: IncomingMessage, url: URL): Promise<Page> {
  refuseOtherSites(request);
  const form = await readForm(request);
  const binding = form.get('binding') === 'post' ? 'post' : 'redirect';
  const signOn = parseSignOnRequest(parametersFrom(form, binding, form.get('SAMLRequest') ?? '', url));
  return answerForm(provider, signOn, form, parseFaultId(form.get('fault')) ?? provider.fault());
}

async function startHere(provider: Provider, request: IncomingMessage): Promise<Page> {
  refuseOtherSites(request);
  const form = await readForm(request);
  const acsUrl = checkedAcsUrl(form.get('acsUrl'));
  const relayState = form.get('RelayState') || null;
  const target = { requestId: null, acsUrl, spEntityId: form.get('spEntityId') ?? '', relayState };
  return answerForm(provider, target, form, provider.fault());
}

function signOut(provider: Provider, request: IncomingMessage): Promise<Page> {
  refuseOtherSites(request);
  return signOutEverywhere(provider, request);
}

async function answerForm(
  provider: Provider,
  target: AnswerTarget,
  form: URLSearchParams,
  fault: FaultId,
): Promise<Page> {
  const person = provider.findPerson(form.get('person') || form.get('email') || '');
  if (!person) throw new BodyError(422, 'Choose a person, or type a whole e-mail address.');
  const page = renderHandoff(await provider.answer(target, person, fault));
  const cookie = `${PERSON_COOKIE}=${encodeURIComponent(person.id)}; Path=/; HttpOnly; SameSite=Lax`;
  return { ...page, headers: { ...page.headers, 'set-cookie': cookie } };
}

async function chooseFault(provider: Provider, request: IncomingMessage): Promise<Page> {
  refuseOtherSites(request);
  const fault = parseFaultId((await readForm(request)).get('fault'));
  if (fault === null) throw new BodyError(422, 'There is no such answer.');
  provider.setFault(fault);
  return { status: 303, headers: { location: '/' }, body: '' };
}

/** An empty field: whatever the request says. */
async function rememberApplication(provider: Provider, request: IncomingMessage): Promise<Page> {
  refuseOtherSites(request);
  const form = await readForm(request);
  const acsUrl = form.get('acsUrl');
  const rule = parseRequestSignatures(form.get('requestSignatures') ?? provider.requestSignatures());
  if (rule === null) throw new BodyError(422, 'There is no such rule for signatures.');
  provider.setApplication({
    spEntityId: form.get('spEntityId') || null,
    acsUrl: acsUrl ? checkedAcsUrl(acsUrl) : null,
    signingCertificate: checkedCertificate(form.get('signingCertificate')),
  });
  provider.setRequestSignatures(rule);
  return { status: 303, headers: { location: '/' }, body: '' };
}

/** JSON only: a form of another site cannot send it without asking first. */
async function control(provider: Provider, request: IncomingMessage): Promise<Page> {
  const body = await readJson(request);
  const { fault, person, requestSignatures, logoutBinding } =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const chosenFault = fault === undefined ? provider.fault() : parseFaultId(fault);
  if (chosenFault === null) return json(422, { error: 'There is no such fault.' });
  const chosenPerson = person === undefined ? provider.standingPerson() : findStanding(provider, person);
  if (chosenPerson === undefined) return json(422, { error: 'There is no such person.' });
  const rule = parseRequestSignatures(requestSignatures ?? provider.requestSignatures());
  if (rule === null) return json(422, { error: 'There is no such rule for signatures.' });
  if (logoutBinding !== undefined && logoutBinding !== 'redirect' && logoutBinding !== 'post')
    return json(422, { error: 'There is no such binding.' });
  if (logoutBinding !== undefined) provider.setLogoutBinding(logoutBinding);
  provider.setFault(chosenFault);
  provider.setStandingPerson(chosenPerson);
  provider.setRequestSignatures(rule);
  return controlState(provider);
}

function findStanding(provider: Provider, person: unknown): Person | null | undefined {
  if (person === null) return null;
  return typeof person === 'string' ? (provider.findPerson(person) ?? undefined) : undefined;
}

function controlState(provider: Provider): Page {
  const faults = FAULTS.map(({ id, label, reasons }) => ({ id, label, reasons }));
  return json(200, {
    fault: provider.fault(),
    person: provider.standingPerson()?.email ?? null,
    requestSignatures: provider.requestSignatures(),
    logoutBinding: provider.logoutBinding(),
    faults,
  });
}

function parametersFrom(
  from: URLSearchParams,
  binding: SignOnParameters['binding'],
  samlRequest: string,
  url: URL,
): SignOnParameters {
  return {
    binding,
    samlRequest,
    relayState: from.get('RelayState'),
    loginHint: url.searchParams.get('login_hint'),
  };
}

function refuseOtherSites(request: IncomingMessage): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new BodyError(403, 'This form belongs to the mock identity provider itself.');
  }
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  const pair = (request.headers.cookie ?? '')
    .split(/;\s*/u)
    .find((candidate) => candidate.startsWith(`${name}=`));
  if (!pair) return null;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    return null;
  }
}

function plain(contentType: string, body: string): Page {
  return { status: 200, headers: { 'content-type': contentType, 'x-content-type-options': 'nosniff' }, body };
}

function json(status: number, value: unknown): Page {
  return { ...plain('application/json', JSON.stringify(value)), status };
}
