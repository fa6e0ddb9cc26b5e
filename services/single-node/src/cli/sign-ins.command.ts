import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultData } from '../config.js';
import { birthOf } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { trainingPassword } from '../training/lay-foundations.js';
import { trainingStaff } from '../training/training-staff.js';
import { finish, show } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

/** The training sign-ins of a directory. */
export const signInsCommand = (options: ReadOptions): void => {
  const data = options.data ?? defaultData();
  if (birthOf(data).mode !== 'training') throw new StartRefused('Only a training directory has sign-ins to show.');
  const file = join(data, 'training-password.secret');
  if (!existsSync(file)) throw new StartRefused(`The training sign-ins of ${data} have not been made yet. Start the system first.`);
  const password = trainingPassword({ secret: () => readFileSync(file, 'utf8') });
  for (const { username, roles, trusts, name } of trainingStaff)
    show(
      options.json,
      { username, password, roles, trust: trusts.join(','), name },
      () => `${username.padEnd(7)} ${password}  ${name}, ${roles.join(', ')}, ${trusts.join(', ')}`,
    );
  finish(0);
};
