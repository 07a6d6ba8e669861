"""Views of the portal: fetch in scope, bind the form, one action, choose the part, render."""
