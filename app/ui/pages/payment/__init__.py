"""The payment page: what is paid and why so much, who pays, the record, and what undoes one."""
