// What people do in a row, so that it happens often enough: certificates renewed, minds changed, bad days.

import { requireSso, setMode, setPolicy, type AdminAction } from './admin-actions.ts';
import { change } from './admin-commands.ts';
import { promote, saveDraft, undo } from './connection-actions.ts';
import { hostChanges, provesPassword, signsInBySso, signsOut } from './people-commands.ts';
import { makesCodes, tests, typesBack, usesCode, usesCodes } from './recovery-commands.ts';
import type { Command } from './step.ts';
import { IDPS, type Certificate, type Content, type Person, type TeamModel } from './team-model.ts';
import { beginsLogin, finishesLogin, isAnswered } from './walks.ts';
import { planBecomes, planHook, providerBecomes, timePasses } from './world-commands.ts';

function inARow(label: string, parts: (team: TeamModel) => readonly Command[]): Command {
  return {
    check: () => true,
    toString: () => label,
    run: async (team, world) => {
      for (const part of parts(team)) await part.run(team, world);
    },
  };
}

export const readiesWayBack = (by: Person): Command =>
  inARow(`${by} makes codes and keeps them`, () => [makesCodes(by), typesBack(by, true)]);

/** The next key beside the one in use, tested before the provider signs with it. */
export const renewsCertificate = (by: Person, next: Certificate): Command =>
  inARow(`${by} adds the certificate ${next}`, ({ provider }) => [
    ...goesLive(by, { ...matching(provider), certificates: [...new Set([provider.key, next])] }),
    providerBecomes({ key: next }),
  ]);

/** The provider changes its key and tells nobody; a day later only a recovery code leads to the settings. */
export const badDay = (by: Person, key: Certificate): Command =>
  inARow(`${by} has a bad day: the key is ${key}`, ({ provider }) => [
    providerBecomes({ key }),
    timePasses(25 * 60),
    signsOut(by),
    provesPassword(by),
    usesCode(by, true),
    change(setPolicy({ guests: 'exempt' }), by, false),
    change(requireSso('now', 0), by, false),
    ...goesLive(by, { ...matching(provider), certificates: [key], forceAuthn: true }),
  ]);

/** To another provider and back again, at once or days later. */
export const movesAndReturns = (by: Person, minutes: number): Command =>
  inARow(`${by} moves to another provider and back after ${minutes} minutes`, ({ provider }) => {
    const { idp } = provider;
    const other = IDPS.find((one) => one !== idp) ?? idp;
    return [
      signsInBySso('member'),
      providerBecomes({ idp: other }),
      ...goesLive(by, { ...matching(provider), idp: other }),
      signsInBySso('member'),
      timePasses(minutes),
      change(undo(true), by, true),
      providerBecomes({ idp }),
    ];
  });

/** A draft from before live changed under it. */
export const outdatesDraft = (by: Person): Command =>
  inARow(`${by} undoes under a draft`, ({ provider }) => [
    ...goesLive(by, { ...matching(provider), forceAuthn: true }),
    ...again(saveDraft(matching(provider)), by),
    tests(by, 'draft'),
    change(undo(true), by, true),
    change(promote(true), by, true),
  ]);

export const pauses = (by: Person): Command =>
  inARow(`${by} switches SSO off and on again`, () => [
    signsInBySso('member'),
    ...(['off', 'optional', 'off', 'optional'] as const).map((mode) => change(setMode(mode, true), by, true)),
  ]);

/** One login is answered before SSO goes off, one after. */
export const pausesUnderLogins = (by: Person): Command =>
  inARow(`${by} switches SSO off under two logins`, () => [
    change(setMode('optional', true), by, true),
    beginsLogin('member'),
    beginsLogin('admin'),
    isAnswered('member'),
    change(setMode('off', true), by, false),
    isAnswered('admin'),
    finishesLogin('member'),
  ]);

/** What was answered by the old connection confirms nothing about the new one. */
export const promotesUnderALogin = (by: Person): Command =>
  inARow(`${by} requires SSO and promotes under a login`, ({ provider }) => [
    change(setMode('optional', true), by, true),
    change(saveDraft({ ...matching(provider), forceAuthn: true }), by, true),
    tests(by, 'draft'),
    change(requireSso(24, 15), by, false),
    beginsLogin('member'),
    isAnswered('member'),
    change(promote(true), by, false),
    finishesLogin('member'),
  ]);

/** The plan lapses, comes back and cannot be asked about, all within a minute. */
export const lapses = (by: Person, action: AdminAction): Command =>
  inARow(`the plan lapses while ${by} does ${action.name}`, ({ provider }) => [
    change(saveDraft({ ...matching(provider), forceAuthn: true }), by, true),
    tests(by, 'draft'),
    planBecomes(false, 0),
    change(promote(true), by, false),
    change(action, by, false),
    planBecomes(true, null),
    planHook(true),
    planHook(false),
  ]);

/** Required, and nobody signs in to confirm it. */
export const requiresInVain = (by: Person, sessions: 'now' | number): Command =>
  inARow(`${by} requires SSO in vain`, () => [
    change(setMode('optional', true), by, true),
    change(requireSso(sessions, 15), by, true),
    provesPassword('member'),
    timePasses(16),
  ]);

/** The last code and the last emergency admin, in any order. */
export const runsOutOfWays = (by: Person): Command =>
  inARow(`${by} runs out of ways back in`, () => [
    change(setPolicy({ emergencyAdmins: [] }), by, true),
    ...[4, 4, 2].flatMap((count) => [timePasses(16), provesPassword(by), usesCodes(by, count)]),
    change(setPolicy({ emergencyAdmins: [] }), by, true),
  ]);

/** What the host takes from somebody who is in counts at once. */
export const losesRights = (person: Person, facts: Parameters<typeof hostChanges>[1]): Command =>
  inARow(`${person} is in, and the host says ${JSON.stringify(facts)}`, () => [
    signsOut(person),
    provesPassword(person),
    hostChanges(person, facts),
    usesCode(person, true),
    hostChanges(person, { membership: 'member', manage: true, ownCredentials: true }),
  ]);

/** Somebody is on the way to the provider and back while an admin changes everything. */
export const changesUnderALogin = (by: Person, action: AdminAction): Command =>
  inARow(`under a login: ${by} does ${action.name}`, () => [
    beginsLogin('member'),
    change(action, by, true),
    isAnswered('member'),
    change(action, by, true),
    finishesLogin('member'),
  ]);

const matching = ({ idp, key }: TeamModel['provider']): Content => ({
  idp,
  certificates: [key],
  forceAuthn: false,
});

const again = (action: AdminAction, by: Person): readonly Command[] => [
  change(action, by, true),
  change(action, by, false),
];

function goesLive(by: Person, content: Content): readonly Command[] {
  return [change(saveDraft(content), by, true), tests(by, 'draft'), change(promote(true), by, false)];
}
