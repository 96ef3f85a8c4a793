import { openMedia } from '../node/media/open-media.js';
import { tcpEndpoint } from '../node/tcp-endpoint.js';
import { connect } from '../sdk/device.js';
import { play } from '../sdk/play.js';

const device = await connect(tcpEndpoint('127.0.0.1', Number(process.argv[3] ?? 7373)));
const media = await openMedia(process.argv[2] ?? 'loop.gif');
const { presented, due } = await play(device, media.pictures({ ...device.info, fit: 'cover' }));
console.log(`${presented} of ${due} frames presented`);
await device.close({ keep: true });
