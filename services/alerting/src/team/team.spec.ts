import { describe, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { team } from './team.aggregate.js';

const given = scenario(team.decider);
const nurses = { name: 'Nurses', members: ['ruth', 'leah'], lead: 'ruth', receives: ['reviews'] } as const;
const formed = { type: 'TeamFormed', ...nurses } as const;

describe('a team', () => {
  it('is formed, and formed anew only when something differs', () => {
    given()
      .when({ type: 'FormTeam', ...nurses })
      .then(formed);
    given(formed)
      .when({ type: 'FormTeam', ...nurses })
      .thenNothing();
    given()
      .when({ type: 'FormTeam', ...nurses, lead: 'david' })
      .thenRefused('lead-not-a-member');
    given()
      .when({ type: 'FormTeam', ...nurses, receives: [] })
      .thenRefused('no-work');
    given()
      .when({ type: 'FormTeam', ...nurses, name: ' ' })
      .thenRefused('no-name');
  });
  it('is joined and left', () => {
    given(formed).when({ type: 'JoinTeam', person: 'nadia' }).then({ type: 'MemberJoined', person: 'nadia' });
    given(formed).when({ type: 'JoinTeam', person: 'leah' }).thenNothing();
    given(formed).when({ type: 'WithdrawFromTeam', person: 'leah' }).then({ type: 'MemberWithdrew', person: 'leah' });
    given(formed).when({ type: 'WithdrawFromTeam', person: 'nadia' }).thenRefused('not-a-member');
    given().when({ type: 'JoinTeam', person: 'leah' }).thenRefused('no-such-team');
  });
  it('is led by one of its own, and by nobody once its lead has gone', () => {
    given(formed).when({ type: 'NameLead', person: 'leah' }).then({ type: 'LeadNamed', person: 'leah' });
    given(formed).when({ type: 'NameLead', person: 'ruth' }).thenNothing();
    given(formed).when({ type: 'NameLead', person: 'david' }).thenRefused('lead-not-a-member');
    given(formed, { type: 'MemberWithdrew', person: 'ruth' }, { type: 'MemberJoined', person: 'ruth' })
      .when({ type: 'NameLead', person: 'ruth' })
      .then({ type: 'LeadNamed', person: 'ruth' });
  });
  it('takes the work that is agreed', () => {
    given(formed)
      .when({ type: 'AgreeWork', receives: ['calls', 'reviews'] })
      .then({ type: 'WorkAgreed', receives: ['calls', 'reviews'] });
    given(formed)
      .when({ type: 'AgreeWork', receives: ['reviews'] })
      .thenNothing();
    given(formed).when({ type: 'AgreeWork', receives: [] }).thenRefused('no-work');
  });
});
