"""Every paper of the product as it is printed."""
