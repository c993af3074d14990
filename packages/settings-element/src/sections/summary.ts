// What is saved, to read: loaded with the settings of a team that has some.

export { renderSummary } from './connection-summary.ts';
