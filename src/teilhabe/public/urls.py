"""Addresses of the public site that have no language."""

from django.urls import path

from teilhabe.public import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
