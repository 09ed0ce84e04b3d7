"""Pages."""
from django.http import HttpResponse
from thidua.core.permit import anyone
from thidua.orgs.pages import page
@page(permit=anyone)
def dossier(request, pk): return HttpResponse()
@page(permit=anyone)
def mine(request): return HttpResponse()
@page(permit=anyone)
def decision(request, pk): return HttpResponse()
