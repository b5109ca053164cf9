package dev.trailwatch.connector.demo;

/** What an event's blanks are filled from: who, when, where, and the dice. */
final class Scene {
  final Company company;
  final Dice dice;
  final TimeText times = new TimeText();
  long epochSecond;
  long eventNumber;
  long random;
  Actor actor;
  byte[] region;

  Scene(Company company, Dice dice, Actor anyone) {
    this.company = company;
    this.dice = dice;
    this.actor = anyone;
    this.region = anyone.region();
  }
}
