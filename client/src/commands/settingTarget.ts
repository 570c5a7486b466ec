import { ConfigurationTarget, workspace } from 'vscode';

/** Where a setting is to be changed so that the change shows: in the workspace where that has a value of its own, else for the person. */
export const settingTarget = (setting: string): ConfigurationTarget =>
  workspace.getConfiguration().inspect(setting)?.workspaceValue === undefined
    ? ConfigurationTarget.Global
    : ConfigurationTarget.Workspace;
