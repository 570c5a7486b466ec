// The language server as a process of its own: `node dist/server.js --stdio` or, from VS Code, `--node-ipc`.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

startServer(createConnection(ProposedFeatures.all));
