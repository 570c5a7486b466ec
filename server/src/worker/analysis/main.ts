// The analysis worker: forked by the language server, ends with it.
import { Pipeline } from '../../pipeline/pipeline';
import type { Device } from '../../runtime/device';
import type { Analyser } from './analyser';
import { serveAnalysis } from './serveAnalysis';

process.on('disconnect', () => process.exit());

serveAnalysis(process, async (folder, device): Promise<Analyser> => {
  const pipeline = await Pipeline.load(folder, { device: device as Device });
  const { name, entityTypes, relationTypes } = pipeline.model;
  return {
    model: {
      name,
      folder: pipeline.model.folder,
      device: pipeline.model.device,
      entityTypes,
      relationTypes: relationTypes.map(({ name }) => name),
    },
    cut: (document) => pipeline.cut(document),
    annotateUnit: (document, unit, given, options) => pipeline.annotateUnit(document, unit, given, options),
    prepared: pipeline.prepare(),
  };
});
