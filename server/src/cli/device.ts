import { type Device, devices } from '../runtime/device';
import { oneOf } from './command';

/** What `--help` says of `--device`. */
export const deviceUsage = `--device D       ${devices.join(', ')}; auto tries the GPU first (default: auto)`;

export const deviceOf = (value: string): Device => oneOf('--device', value, devices);
