const answer: i32 = 'forty-two';
