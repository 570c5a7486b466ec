import { existsSync } from 'node:fs';
import { whyNoWebGpu } from '../../server/src/runtime/vulkan';

/** Debian's chromium brings a graphics processor in software. */
const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json';

/**
 * Where this computer has no graphics processor, one in software takes its place; before onnxruntime-node is loaded.
 * @returns why there is none at all, for a test to skip with
 */
export function softwareGpu(): string | undefined {
  if (whyNoWebGpu() === undefined) return undefined;
  if (existsSync(swiftShader)) process.env.VK_ICD_FILENAMES = swiftShader;
  return whyNoWebGpu();
}
