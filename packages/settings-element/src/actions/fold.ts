// Sections that fold, and what is known beyond the connection itself.

import type { PanelHost } from '../panel-host.ts';
import type { FoldName, UpkeepModel } from '../upkeep-model.ts';

export function changeUpkeep(host: PanelHost, change: Partial<UpkeepModel>): void {
  host.update({ upkeep: { ...host.model.upkeep, ...change } });
}

export function toggleFold(host: PanelHost, name: FoldName, isOpen: boolean): void {
  const { folds } = host.model.upkeep;
  if (folds.has(name) === isOpen) return;
  const next = new Set(folds);
  if (isOpen) next.add(name);
  else next.delete(name);
  changeUpkeep(host, { folds: next });
}
