// The public names of @team-sso/service-provider/koa.

export { createRouter, type KoaHost, type RouterOptions } from './router.ts';
export { answerHealthChecks, type HealthOptions } from './health.ts';
export { requireTeamAccess, type TeamAccess } from './require-team-access.ts';
export type { PageContent, PageForm, RenderPage } from './pages.ts';
