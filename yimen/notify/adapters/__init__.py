"""Carriers of text messages: a demo, any HTTP gateway, and Alibaba Cloud."""
