import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const loader = 'libvulkan.so.1';

/**
 * Why WebGPU cannot run here, known before it is tried: ONNX Runtime would say so too, but on standard error, past everything that
 * this program can catch.
 * @returns a reason, or undefined where it is worth a try
 */
export function whyNoWebGpu(
  platform: NodeJS.Platform = process.platform,
  folders: readonly string[] = libraryFolders(),
): string | undefined {
  if (platform !== 'linux' || folders.some((folder) => existsSync(join(folder, loader)))) return undefined;
  return `the Vulkan loader ${loader} is not installed`;
}

/** Where the dynamic linker of common distributions looks: the plain folders, and one folder below them for each architecture. */
function libraryFolders(): string[] {
  const named = (process.env.LD_LIBRARY_PATH ?? '').split(':').filter((folder) => folder !== '');
  const usual = ['/usr/local/lib', '/usr/lib', '/usr/lib64', '/lib', '/lib64'].filter(existsSync);
  const below = usual.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.includes('-linux-'))
      .map((name) => join(folder, name)),
  );
  return [...named, ...usual, ...below];
}
