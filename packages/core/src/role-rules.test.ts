import { describe, expect, it } from 'vitest';
import type { Identity } from './host.ts';
import { judgeRoles, type RoleRule } from './role-rules.ts';

const RULES: readonly RoleRule[] = [
  { attribute: 'department', value: 'Board', role: 'owner' },
  { value: 'Admins', role: 'admin' },
  { attribute: 'title', value: 'Lead', role: 'lead' },
];
const judge = (identity: Partial<Identity>, groupsOmitted = false, rules = RULES) =>
  judgeRoles(rules, {
    identity: { nameId: 'x', groups: [], attributes: Object.create(null), ...identity },
    groupsOmitted,
  });
const role = (name: string) => ({ kind: 'role', role: name });

describe('role rules', () => {
  it('are tried in order: the first that fits decides', () => {
    const attributes = { department: ['Board'], title: ['Lead'] };
    expect(judge({ groups: ['Admins'], attributes })).toEqual(role('owner'));
    expect(judge({ groups: ['Staff', 'Admins'], attributes: { title: ['Lead'] } })).toEqual(role('admin'));
    expect(judge({ attributes: { title: ['Head', 'Lead'] } })).toEqual(role('lead'));
    expect(judge({ groups: ['Staff'] })).toEqual({ kind: 'none' });
    expect(judge({}, false, [])).toEqual({ kind: 'none' });
  });

  it('compare exactly, but for white space around a value', () => {
    expect(judge({ groups: [' Admins\n'] })).toEqual(role('admin'));
    for (const group of ['admins', 'Admin', 'Admins2', 'CN=Admins'])
      expect(judge({ groups: [group] })).toEqual({ kind: 'none' });
  });

  it('that look at groups are unknown when the provider left the groups out, and so is what follows', () => {
    expect(judge({ attributes: { title: ['Lead'] } }, true)).toEqual({ kind: 'unknown' });
    expect(judge({ attributes: { department: ['Board'] } }, true)).toEqual(role('owner'));
    const byAttribute = RULES.filter(({ attribute }) => attribute !== undefined);
    expect(judge({}, true, byAttribute)).toEqual({ kind: 'none' });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'find nothing in what every object inherits: %s',
    (attribute) => {
      const rules = [{ attribute, value: 'x', role: 'owner' }];
      expect(judge({ attributes: {} }, false, rules)).toEqual({ kind: 'none' });
    },
  );
});
