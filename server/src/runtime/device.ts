/** Where a model runs. `auto` tries the graphics processor first and ends at the CPU, which is always there. */
export const devices = ['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml'] as const;
export type Device = (typeof devices)[number];

/** An execution provider of ONNX Runtime. */
export type Provider = Exclude<Device, 'auto'>;

/** One provider that was tried. `failure` says why it does not run; it is absent for the one that does. */
export interface Attempt {
  readonly provider: Provider;
  readonly failure?: string;
}

/** What `auto` tries on each platform, best first. */
const preferred: Readonly<Partial<Record<NodeJS.Platform, readonly Provider[]>>> = {
  win32: ['webgpu', 'dml', 'cpu'],
  darwin: ['webgpu', 'coreml', 'cpu'],
  linux: ['cuda', 'webgpu', 'cpu'],
};

/** Providers to try for a device, in order. A device that was asked for by name falls back to nothing: it runs or fails. */
export function providersFor(
  device: Device,
  platform: NodeJS.Platform = process.platform,
): readonly Provider[] {
  return device === 'auto' ? (preferred[platform] ?? ['cpu']) : [device];
}
