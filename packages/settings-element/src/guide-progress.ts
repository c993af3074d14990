// Which steps of a guide are done, from facts. Pure.

import type { GuideStep, OurValue, ProviderGuide, TheirValue } from '@team-sso/core/providers/guide';

export interface GuideFacts {
  readonly copied: ReadonlySet<OurValue>;
  readonly filled: ReadonlySet<TheirValue>;
  readonly saved: boolean;
  readonly proven: boolean;
  /** Ids of steps the admin ticked. */
  readonly ticked: ReadonlySet<string>;
}

/** Whether each step is done. A later fact shows that an earlier step was done too, except who was assigned. */
export function stepsDone({ steps }: ProviderGuide, facts: GuideFacts): readonly boolean[] {
  const byFact = steps.map((step) => isDoneByFact(step, facts));
  return steps.map((step, index) => {
    if (byFact[index] || facts.ticked.has(step.id)) return true;
    if (step.fact === 'assign') return facts.proven;
    const later = steps.slice(index + 1);
    return later.some((other, offset) => isEvidence(other) && byFact[index + 1 + offset] === true);
  });
}

const isEvidence = ({ fact }: GuideStep): boolean => fact !== 'hand' && fact !== 'assign';

function isDoneByFact(step: GuideStep, facts: GuideFacts): boolean {
  switch (step.fact) {
    case 'copied':
      return (step.ours ?? []).every(({ value }) => facts.copied.has(value));
    case 'filled':
      return (step.theirs ?? []).every(({ value }) => facts.filled.has(value));
    case 'saved':
      return facts.saved;
    case 'proven':
      return facts.proven;
    case 'hand':
    case 'assign':
      return false;
  }
}

/** Index of the first step that is not done; the last one when all are. */
export function currentStep(guide: ProviderGuide, facts: GuideFacts): number {
  const first = stepsDone(guide, facts).indexOf(false);
  return first === -1 ? guide.steps.length - 1 : first;
}
