import test, { type ExecutionContext } from 'ava';
import { modeTable } from '../../firmware/power/mode-table.js';
import { Moded } from '../support/power/moded.js';

/** Each sentence of the table, lived through by a whole device. */
const lives: Readonly<Record<string, (t: ExecutionContext) => void>> = {
  'a rear screen that lies face down on the table goes dark': (t) => {
    for (const wish of ['none', 'active', 'idle', 'aod'] as const) {
      const device = new Moded().wish(wish).lie('faceDown');
      t.is(device.mode, 'sleep');
      t.true(device.isDark);
    }
  },
  'from 60 degrees on the glass is dark, whatever a host asks for': (t) => {
    const device = new Moded().wish('active').press('heat', 599);
    t.is(device.mode, 'active');
    t.is(device.press('heat', 600).mode, 'sleep');
    t.true(device.isDark);
    t.is(device.press('heat', 530).mode, 'sleep', 'it flickers');
    t.not(device.press('heat', 510).mode, 'sleep');
  },
  'at 0 % of charge without a charger the glass goes dark': (t) => {
    const device = new Moded().press('battery', 1);
    t.not(device.mode, 'sleep');
    t.is(device.press('battery', 0).mode, 'sleep');
    t.true(device.isDark);
    t.not(device.press('charger', 1).mode, 'sleep');
    t.is(new Moded().press('charger', 1).press('battery', 0).mode, 'active');
  },
  'while the glass must be dark nothing lights it: no touch, no button, no frame, no wish': (t) => {
    const device = new Moded().lie('faceDown');
    device.press('touch', 100).press('button', 1).wish('active').cardComes(9);
    t.is(device.frame(), 'dark');
    t.is(device.mode, 'sleep');
    t.true(device.isDark);
    device.lie('inHand');
    t.true(device.isAll(0x07e0), 'the frame comes with the light');
  },
  'a host that takes its wish back changes nothing at once while the glass is lit': (t) => {
    for (const mode of ['active', 'idle', 'aod'] as const) {
      t.is(new Moded().wait(45).wish(mode).wait(2).wish('none').mode, mode);
    }
  },
  'a host that asks for a mode gets it, and one that takes its wish for darkness back gets light': (t) => {
    const device = new Moded();
    for (const mode of ['idle', 'aod', 'sleep', 'active', 'sleep', 'aod', 'active'] as const) {
      t.is(device.wish(mode).mode, mode);
      t.is(device.isDark, mode === 'sleep');
    }
    t.is(device.wish('sleep').wish('none').mode, 'aod');
    t.is(new Moded(null).wish('sleep').wish('none').wait(40).mode, 'idle');
  },
  'a notification lights nothing at night, nor a glass that a host asked to be dark': (t) => {
    const night = new Moded({ hour: 23, minute: 30 }).wish('aod').wait(3).notification(3);
    t.is(night.mode, 'aod');
    const dark = new Moded().wish('sleep').notification(3);
    t.is(dark.mode, 'sleep');
    t.true(dark.isDark);
  },
  'a notification that shall be noticed brings the device to life': (t) => {
    for (const mode of ['idle', 'aod'] as const) {
      const device = new Moded().wish(mode).wait(3).wish('none').notification(3);
      t.is(device.mode, 'active');
    }
    const device = new Moded().wish('aod').wait(3).wish('none');
    t.is(device.notification(3).wait(4).mode, 'active', 'the count stands for five seconds');
    t.is(device.wait(2).mode, 'aod');
  },
  'a touch lights the glass': (t) => {
    for (const mode of ['idle', 'aod', 'sleep'] as const) {
      const device = new Moded().wish(mode).press('touch', 5);
      t.is(device.mode, 'active');
      t.false(device.isDark);
    }
    t.is(new Moded().wish('aod').press('touch', -1).mode, 'aod', 'a finger that goes is no touch');
  },
  'the button lights the glass': (t) => {
    for (const mode of ['idle', 'aod', 'sleep'] as const)
      t.is(new Moded().wish(mode).press('button', 1).mode, 'active');
    t.is(new Moded().wish('aod').press('button', 0).mode, 'aod');
  },
  "a host's frame brings the device to life": (t) => {
    const device = new Moded();
    device.frame(0xf81f);
    device.wish('aod').wait(2);
    t.false(device.isAll(0xf81f));
    t.is(device.frame(0x07ff), 'shown');
    t.is(device.mode, 'active');
    t.true(device.isAll(0x07ff));
  },
  "a host's frame does not light a glass that a host asked to be dark": (t) => {
    const device = new Moded().wish('sleep');
    t.is(device.frame(), 'dark');
    t.is(device.mode, 'sleep');
    t.true(device.isDark);
  },
  "a host's frame lights a glass that nothing keeps dark": (t) => {
    // A wish for darkness that ends with a host that died, in a glass that was face down meanwhile.
    const device = new Moded().wish('sleep');
    device.simulation.controller.governor.world.wish = -1;
    t.is(device.frame(), 'shown');
    t.is(device.mode, 'active');
  },
  'where a host asked for idle a source that moves does so at the rate of idle': (t) => {
    const device = new Moded().wish('idle').cardComes(40);
    const { frames } = device.card;
    t.is(device.wait(1).mode, 'idle');
    t.true(device.card.frames - frames > 20 && device.card.frames - frames <= 31);
  },
  'a source that moves brings the device to life': (t) => {
    const device = new Moded().wish('aod').wait(70);
    t.is(device.cardComes(10).mode, 'active');
    t.true(device.card.frames >= 2);
    t.is(new Moded().wait(40).cardComes(10).mode, 'active');
  },
  'when what brought the device to life lets go of the glass it goes back to rest at once': (t) => {
    const device = new Moded().wish('aod').wait(10).cardComes(4);
    t.is(device.mode, 'active');
    t.is(device.cardGoes().mode, 'aod');
  },
  'a host that asks for active keeps a still device active while battery and heat allow it': (t) => {
    const device = new Moded().wish('active').wait(3600);
    t.is(device.mode, 'active');
    t.is(device.press('heat', 470).wait(20).mode, 'idle');
    t.is(device.simulation.controller.governor.capped, 1, 'and is told so');
    t.is(new Moded().wish('active').press('battery', 10).wait(40).mode, 'idle');
  },
  'a device that was lit although a host asked for the always-on face or for darkness goes back to it when nothing moves':
    (t) => {
      for (const mode of ['aod', 'sleep'] as const) {
        const device = new Moded().wish(mode).press('touch', 7);
        device.wait(4);
        t.is(device.mode, 'active');
        // The start face moves for half a minute.
        t.is(device.wait(40).mode, mode);
      }
    },
  'when nothing has moved for five seconds the picture is still: idle': (t) => {
    const device = new Moded();
    device.frame();
    t.is(device.wait(4).mode, 'active');
    t.is(device.wait(3).mode, 'idle');
    t.is(device.brightness, 255);
    t.true(device.wait(33).brightness < 130, 'and it dims after a while');
    t.is(device.press('touch', 9).brightness, 255);
  },
  'a host that asks for idle keeps its picture while battery and heat allow it': (t) => {
    const device = new Moded().wish('idle');
    device.frame();
    t.is(device.wait(7200).mode, 'idle');
    t.true(device.isAll(0x07e0));
    t.is(device.press('heat', 470).wait(2).mode, 'aod');
  },
  'a picture that has stood for long gives way to the always-on face': (t) => {
    const device = new Moded();
    t.is(device.wait(80).mode, 'idle');
    t.is(device.wait(40).mode, 'aod');
  },
  "a host's picture stays, dimmed, until a touch, another host or the end of its time, while battery and heat allow it":
    (t) => {
      const device = new Moded();
      device.frame();
      t.is(device.wait(7200).mode, 'idle');
      t.true(device.isAll(0x07e0));
      t.is(device.press('heat', 470).wait(2).mode, 'aod');
      t.true(device.press('touch', 1).isAll(0x07e0), 'and comes back');
    },
  'as long as nobody told the time a still picture stays: there is nothing to show instead': (t) => {
    const device = new Moded(null).wait(7200);
    t.is(device.mode, 'idle');
    t.is(device.tellTime(12, 0).wait(3).mode, 'aod');
  },
  "at nightfall the device's own still picture gives way to the always-on face": (t) => {
    const device = new Moded({ hour: 21, minute: 59 });
    t.is(device.wait(50).mode, 'idle');
    t.is(device.wait(15).mode, 'aod');
    const shown = new Moded({ hour: 21, minute: 58 });
    shown.frame();
    t.is(shown.wait(600).mode, 'idle', "a host's stays");
  },
  'taken in hand a dark glass lights up': (t) => {
    t.is(new Moded().lie('faceDown').lie('inHand').mode, 'active');
    t.is(new Moded().wish('sleep').lie('inHand').mode, 'sleep', 'but not where a host asked for darkness');
  },
  'taken in hand the always-on face gives way to the picture': (t) => {
    const device = new Moded();
    device.frame(0xffe0);
    device.wish('aod').wait(3);
    t.is(device.lie('inHand').mode, 'active');
    t.true(device.isAll(0xffe0));
  },
  'when what kept the glass dark is over the device goes to where it rests': (t) => {
    t.is(new Moded().lie('faceDown').lie('faceUp').mode, 'aod');
    t.is(new Moded(null).lie('faceDown').lie('unknown').wait(40).mode, 'idle');
    t.is(new Moded().press('battery', 0).press('battery', 2).mode, 'sleep', 'it flickers');
    t.is(new Moded().press('battery', 0).press('battery', 50).mode, 'aod');
    const both = new Moded().lie('faceDown').press('heat', 700).press('heat', 300);
    t.is(both.mode, 'sleep', 'all of it');
    t.is(both.lie('faceUp').mode, 'aod');
    t.is(new Moded().wish('sleep').lie('faceDown').lie('faceUp').mode, 'sleep');
  },
  'a clock that jumps, dawn and readings nobody knows change no mode': (t) => {
    for (const mode of ['idle', 'aod', 'sleep'] as const) {
      const device = new Moded({ hour: 6, minute: 59 }).wish(mode).tellTime(3, 0).wait(5).tellTime(6, 59).wait(90);
      device.press('battery', 101).press('battery', -1).press('heat', 9999).press('heat', -500).press('posture', 9);
      device.press('button', 7).press('charger', 2);
      device.simulation.press(77, 5);
      t.is(device.wait(3).mode, mode);
      t.is(device.simulation.controller.governor.readingsRefused, 8);
    }
  },
};

test('every row of the table has a life, and no life is of a row that is gone', (t) => {
  t.deepEqual(modeTable.map(({ says }) => says).sort(), Object.keys(lives).sort());
});

for (const [says, live] of Object.entries(lives)) test(says, live);

test('a posture counts when it has lasted half a second: a phone that is waved about changes nothing', (t) => {
  const device = new Moded().wish('aod').wait(3);
  for (let wave = 0; wave < 20; wave += 1) {
    device.simulation.press(2, wave % 2 === 0 ? 2 : 3);
    device.wait(0.3);
    t.is(device.mode, 'aod');
  }
});

test('a wish for light ends with the host that had it, one for less light stays; one that dies leaves none', (t) => {
  for (const wish of ['active', 'idle', 'aod', 'sleep'] as const) {
    const device = new Moded().wish(wish);
    device.session.host.bye(false);
    device.wait(1000);
    t.is(device.mode, wish === 'sleep' ? 'sleep' : 'aod');
  }
  const device = new Moded();
  device.frame();
  device.wish('sleep');
  device.session.host.sendFrame([{ kind: 'fill', region: { left: 0, top: 0, right: 8, bottom: 8 }, colour: 1 }], {
    key: false,
  });
  device.wait(0.01);
  device.session.host.kill(device.session.line);
  t.is(device.wait(4).mode, 'aod', 'the screen does not stick off');
});
