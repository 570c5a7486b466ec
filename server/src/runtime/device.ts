import type { Device } from '../platform/devices';

export { type Device, devices } from '../platform/devices';

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
