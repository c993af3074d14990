// Whole journeys by keyboard alone: set up, require, give it up again.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { ENTRA, fill, settingsPanel, stageOf, type Scene, type Stage } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Journeys', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

/** Goes to a control as Tab does (the real Tab key is held by the element's own tests: it crosses shadow roots). */
async function goTo(stage: Stage, id: string): Promise<void> {
  const control = stage.query(`#${id}`);
  await expect(control.tabIndex).toBe(0);
  control.focus();
  await expect(stage.element.shadowRoot?.activeElement).toBe(control);
}

const reaches = (stage: Stage, state: string): Promise<void> =>
  waitFor(() => expect(stage.element.getAttribute('state')).toBe(state));

export const FirstSetUp: Story = {
  args: { provider: 'entra' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await goTo(stage, 'enable');
    await userEvent.keyboard(' ');
    await reaches(stage, 'configuring');
    await goTo(stage, 'signOnUrl');
    await userEvent.keyboard(ENTRA.signOnUrl);
    await goTo(stage, 'idpEntityId');
    await userEvent.keyboard(ENTRA.idpEntityId);
    await goTo(stage, 'certificates');
    await fill(stage, 'certificates', ENTRA.certificates);
    await goTo(stage, 'certificates');
    await goTo(stage, 'save');
    await userEvent.keyboard('{Enter}');
    await reaches(stage, 'on-untested');
    await expect(stage.client.view.live).toMatchObject({
      signOnUrl: ENTRA.signOnUrl,
      idpEntityId: ENTRA.idpEntityId,
    });
  },
};

export const RequireAndKeepOrRollBack: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await goTo(stage, 'require');
    await userEvent.keyboard(' ');
    await stage.panel.findByRole('heading', { name: 'Require SSO for all members?' });
    await expect(stage.element.shadowRoot?.activeElement?.id).toBe('dialog-h');
    stage.panel.getByRole('button', { name: 'Require SSO' }).focus();
    await userEvent.keyboard('{Enter}');
    await reaches(stage, 'requiring');
    await expect(await stage.panel.findByText('15 minutes left to confirm.')).toBeVisible();
  },
};

export const SwitchOffAndOnAgain: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await goTo(stage, 'enable');
    await userEvent.keyboard(' ');
    (await stage.panel.findByRole('button', { name: 'Switch off' })).focus();
    await userEvent.keyboard('{Enter}');
    await reaches(stage, 'off');
    await goTo(stage, 'enable');
    await userEvent.keyboard(' ');
    await reaches(stage, 'configuring');
    await expect(stage.panel.getByRole('textbox', { name: 'Sign on URL' })).toHaveValue(ENTRA.signOnUrl);
    await goTo(stage, 'save');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(stage.client.view.mode).toBe('optional'));
  },
};

export const CopyRefusedByTheBrowser: Story = {
  args: { start: 'read-only' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    const refuse = (): Promise<void> => Promise.reject(new DOMException('refused', 'NotAllowedError'));
    Object.defineProperty(navigator.clipboard, 'writeText', { configurable: true, value: refuse });
    stage.panel.getByRole('button', { name: 'Copy Entity ID (audience)' }).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(stage.panel.getByRole('alert')).toHaveTextContent(/Press (Ctrl\+|⌘)C/));
    Reflect.deleteProperty(navigator.clipboard, 'writeText');
  },
};
