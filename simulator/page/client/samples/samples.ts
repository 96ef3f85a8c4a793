import { aurora } from './aurora.js';
import { clockwork } from './clockwork.js';
import { koi } from './koi.js';
import { neonCity } from './neon-city.js';
import { nightCat } from './night-cat.js';
import { pixelPet } from './pixel-pet.js';
import type { Sample } from './sample.js';

/** The samples of the dock, in its order. */
export const samples: readonly Sample[] = [nightCat, aurora, neonCity, koi, pixelPet, clockwork];
