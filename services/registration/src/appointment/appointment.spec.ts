import { describe, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { appointment, type AppointmentAct, type AppointmentEvent, type Told } from './appointment.aggregate.js';

const given = scenario(appointment.decider);
const told = (on: string, hour: number, more: Partial<Told> = {}): Told => ({
  patient: 'p',
  on,
  what: 'PSA blood test',
  analyte: 'psa',
  asOf: `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`,
  feed: 'f',
  ...more,
});
const tell = (act: AppointmentAct, said: Told) => ({ type: 'TellOfAppointment', act, told: said }) as const;
const booked: AppointmentEvent = { type: 'AppointmentBooked', ...told('2026-04-01', 9) };

describe('an appointment', () => {
  it('is booked, moved, cancelled and booked again', () => {
    given()
      .when(tell('book', told('2026-04-01', 9)))
      .then(booked);
    const moved = { type: 'AppointmentMoved', ...told('2026-04-08', 10) } as const;
    given(booked)
      .when(tell('book', told('2026-04-08', 10)))
      .then(moved);
    const cancelled = { type: 'AppointmentCancelled', ...told('2026-04-08', 11) } as const;
    given(booked, moved)
      .when(tell('cancel', told('2026-04-08', 11)))
      .then(cancelled);
    given(booked, moved, cancelled)
      .when(tell('book', told('2026-04-08', 12)))
      .then({ type: 'AppointmentBooked', ...told('2026-04-08', 12) });
  });
  it('is missed, whether its booking was known or not', () => {
    const missed = { type: 'AppointmentMissed', ...told('2026-04-01', 13) } as const;
    given()
      .when(tell('miss', told('2026-04-01', 13)))
      .then(missed);
    given(booked)
      .when(tell('miss', told('2026-04-01', 13)))
      .then(missed);
  });
  it('is changed too when it is for something else, or another record of the patient', () => {
    for (const more of [{ analyte: 'cea' }, { what: 'Blood test' }, { patient: 'q' }])
      given(booked)
        .when(tell('book', told('2026-04-01', 10, more)))
        .then({ type: 'AppointmentMoved', ...told('2026-04-01', 10, more) });
  });
  it('told again the same, or by an older message, is no news', () => {
    given(booked)
      .when(tell('book', told('2026-04-01', 10)))
      .thenNothing();
    given(booked)
      .when(tell('cancel', told('2026-04-01', 8)))
      .thenNothing();
    given({ type: 'AppointmentCancelled', ...told('2026-04-01', 9) })
      .when(tell('book', told('2026-04-01', 8)))
      .thenNothing();
  });
});
