// The layer rules of ARCHITECTURE.md, as data: each layer of server/src and what it may import. Nothing else is allowed.
const layers = {
  // Nothing but numbers: random ones by a seed and a counter.
  numbers: [],
  text: [],
  annotation: ['text'],
  onnx: [],
  autodiff: ['onnx'],
  nn: ['onnx'],
  runtime: ['onnx'],
  // Concepts and relations merged over documents, and the ways to write them.
  graph: ['text', 'annotation'],
  formats: ['text', 'annotation', 'graph'],
  terminology: ['text', 'annotation'],
  tasks: ['text', 'annotation', 'onnx', 'nn', 'runtime', 'terminology'],
  evaluation: ['text', 'annotation', 'formats', 'numbers'],
  pipeline: ['checkpoints', 'tasks', 'text', 'annotation', 'onnx', 'nn', 'runtime', 'terminology', 'formats'],
  // Weights in files, and folders of other programs.
  checkpoints: ['onnx', 'tasks'],
  // Annotated files as a whole: what they are fit for, what stands in them twice, how they are split.
  corpus: ['numbers', 'checkpoints', 'pipeline', 'tasks', 'text', 'annotation', 'terminology', 'formats'],
  training: ['runs', 'corpus', 'numbers', 'checkpoints', 'pipeline', 'evaluation', 'autodiff', 'tasks', 'text', 'annotation', 'onnx', 'nn', 'runtime', 'terminology', 'formats'],
  // The run folder as an interface: what is known of a training by reading it.
  runs: [],
  // Measures models and trains their variants; no process of the product has it.
  experiments: ['training', 'curation', 'numbers', 'runs', 'pipeline', 'evaluation', 'tasks', 'onnx', 'terminology', 'annotation', 'text'],
  protocol: ['curation', 'survey', 'annotation', 'text', 'graph', 'evaluation', 'corpus', 'runs', 'platform'],
  // The models of this computer, as files: told of, taken in, given out.
  models: ['network', 'protocol', 'pipeline', 'checkpoints', 'tasks', 'terminology'],
  // Downloads, the only ones that there are.
  network: [],
  // What many files say of concepts, as a person looks through them.
  survey: ['text', 'annotation'],
  languageService: ['curation', 'text', 'annotation', 'terminology', 'formats', 'evaluation', 'protocol'],
  'worker/analysis': ['curation', 'survey', 'corrections', 'corpus', 'graph', 'pipeline', 'evaluation', 'protocol', 'tasks', 'text', 'annotation', 'runtime', 'terminology', 'formats'],
  'worker/training': ['training', 'runs', 'protocol', 'pipeline', 'evaluation', 'tasks', 'text', 'annotation', 'runtime', 'terminology', 'formats'],
  'worker/terminology': ['terminology', 'protocol', 'annotation'],
  'worker/models': ['models', 'network', 'protocol'],
  lsp: ['survey', 'curation', 'graph', 'runs', 'languageService', 'protocol', 'evaluation', 'formats', 'terminology', 'text', 'annotation', 'platform'],
  cli: ['curation', 'corrections', 'corpus', 'graph', 'models', 'lsp', 'runs', 'training', 'pipeline', 'evaluation', 'tasks', 'runtime', 'formats', 'terminology', 'annotation', 'text', 'protocol', 'platform'],
  // What persons decided, kept beside the text.
  curation: ['text', 'annotation', 'evaluation'],
  // What persons decided, as a corpus to learn from.
  corrections: ['curation', 'corpus', 'runs', 'numbers', 'terminology', 'formats', 'annotation', 'text'],
  // Files, folders and processes of this computer; knows nothing of documents or models.
  platform: [],
};
// Every layer that meets the disk may use platform.
for (const layer of ['corpus', 'curation', 'corrections', 'graph', 'runs', 'formats', 'terminology', 'runtime', 'tasks', 'pipeline', 'checkpoints', 'training', 'evaluation', 'experiments', 'worker/analysis', 'worker/training', 'worker/terminology', 'worker/models', 'models', 'network']) layers[layer].push('platform');

const folder = (name) => `^server/src/${name}/`;
const npm = (...names) => `^node_modules/(${names.join('|')})/|^(${names.join('|')})$`;

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\.wasm$|^vscode$' } },
    ...Object.entries(layers).map(([name, allowed]) => ({
      name: `layer-${name}`,
      severity: 'error',
      from: { path: folder(name) },
      to: { path: '^(server|client|test)/', pathNot: [name, ...allowed].map(folder) },
    })),
    {
      name: 'known-layer',
      comment: 'a new folder under server/src needs a line in the table of layers',
      severity: 'error',
      from: { path: '^server/src/', pathNot: Object.keys(layers).map(folder) },
      to: {},
    },
    {
      name: 'network-only-in-network',
      comment: 'nothing else talks to anybody; biome.json says the same of what needs no import',
      severity: 'error',
      from: { path: '^(server|client)/', pathNot: folder('network') },
      to: { path: `^(node:)?(https?|http2|net|tls|dgram|dns)(/promises)?$|${npm('undici', 'https?-proxy-agent', 'proxy-from-env')}` },
    },
    { name: 'vscode-only-in-client', severity: 'error', from: { pathNot: '^(client/|test/e2e/)' }, to: { path: npm('vscode', 'vscode-languageclient') } },
    {
      name: 'connections-only-in-lsp',
      severity: 'error',
      from: { path: '^server/src/', pathNot: folder('lsp') },
      to: { path: npm('vscode-languageserver', 'vscode-jsonrpc', 'vscode-languageserver-protocol') },
    },
    { name: 'onnxruntime-only-in-runtime', severity: 'error', from: { path: '^(server|client)/', pathNot: folder('runtime') }, to: { path: npm('onnxruntime-node', 'onnxruntime-common') } },
    { name: 'client-sees-protocol-only', severity: 'error', from: { path: '^client/' }, to: { path: '^server/src/', pathNot: ['protocol', 'runs'].map(folder) } },
    {
      name: 'webview-is-a-page',
      comment: 'what runs in a webview knows neither VS Code nor Node',
      severity: 'error',
      from: { path: '^client/src/((graph|evaluation|corpus|training)View|page)/' },
      to: {
        path: '^vscode$|^node:|^node_modules/vscode|^client/src/(?!(graph|evaluation|corpus|training)View/|page/|(graph|evaluation|corpus|training)/messages)',
      },
    },
    {
      name: 'editor-path-never-trains',
      severity: 'error',
      from: { path: '^server/src/(lsp|languageService|worker/analysis|pipeline|tasks)/' },
      to: { path: '^server/src/(training|autodiff)/', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.as\\.ts$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
