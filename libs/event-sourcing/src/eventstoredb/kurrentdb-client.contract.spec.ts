import { successor } from './successor.fixture.js';
import { throughTheDoor } from './through-the-door.fixture.js';

throughTheDoor(successor);
