import { TabInputWebview, ViewColumn, type WebviewPanel, window } from 'vscode';

/** Where documents open that a view shows places of: beside it, in a column that is there already if there is one. */
export function beside(panel: WebviewPanel): ViewColumn {
  const other = window.tabGroups.all.find(
    ({ viewColumn, activeTab }) =>
      viewColumn !== panel.viewColumn && !(activeTab?.input instanceof TabInputWebview),
  );
  return other?.viewColumn ?? ViewColumn.Beside;
}
