"""The consultation page: question, suggested answers, result; logged in under twenty seconds."""
