import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const loader = 'libvulkan.so.1';

/** What a Linux computer shows of itself; given in tests. */
export interface Computer {
  /** Where the dynamic linker looks for libraries. */
  readonly libraries: readonly string[];
  readonly devices: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Why WebGPU cannot run here, known before it is tried: ONNX Runtime would say so too, but on standard error, past everything that
 * this program can catch.
 * @returns a reason, or undefined where it is worth a try
 */
export function whyNoWebGpu(
  platform: NodeJS.Platform = process.platform,
  computer: Computer = thisComputer(),
): string | undefined {
  if (platform !== 'linux') return undefined;
  const { libraries, devices, environment } = computer;
  if (!libraries.some((folder) => existsSync(join(folder, loader))))
    return `the Vulkan loader ${loader} is not installed`;
  // A driver that was named on purpose may be one in software, which needs no device.
  const named = environment.VK_DRIVER_FILES ?? environment.VK_ICD_FILENAMES;
  return named || hasGraphics(devices) ? undefined : 'no graphics processor was found';
}

const thisComputer = (): Computer => ({
  libraries: libraryFolders(),
  devices: '/dev',
  environment: process.env,
});

/** Render nodes of the kernel's drivers, NVIDIA's own, and the one of the Windows Subsystem for Linux. */
function hasGraphics(devices: string): boolean {
  const render = join(devices, 'dri');
  const nodes = existsSync(render) ? readdirSync(render) : [];
  return (
    nodes.some((name) => name.startsWith('renderD')) ||
    ['nvidia0', 'dxg'].some((name) => existsSync(join(devices, name)))
  );
}

/** The folders of common distributions: the plain ones, and one below them for each architecture. */
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
