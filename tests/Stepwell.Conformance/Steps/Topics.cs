using System.ComponentModel.DataAnnotations;

namespace Stepwell.Conformance.Steps;

[Topic("ping")] public sealed record Ping(string Text = "");
[Topic("pong")] public sealed record Pong(string Text = "");
[Topic("checked")] public sealed record Checked([Range(1, 9)] int Number, CheckedPart[]? Parts = null);
public sealed record CheckedPart([MinLength(2)] string Name);
[Topic("retried")] public sealed record Retried(string Text = "");
[Topic("gave.up")] public sealed record GaveUp(string Reason, int Attempts);
[Topic("limited")] public sealed record Limited(string Text = "");
[Topic("boxed")] public sealed record Boxed(string Box, int Amount = 1);
[Topic("tallied", OrderingKey = nameof(Key))] public sealed record Tallied(string Key);
[Topic("sequenced", OrderingKey = nameof(Key))] public sealed record Sequenced(string Key, int Number);
[Topic("narrow")] public sealed record Narrow(int Number);
[Topic("chained")] public sealed record Chained(int Depth);
[Topic("wrapped")] public sealed record Wrapped(string Text = "");
[Topic("shelved")] public sealed record Shelved(string Shelf);
[Topic("stacked")] public sealed record Stacked(string Stack);
[Topic("watched")] public sealed record Watched;
[Topic("solo")] public sealed record Solo(int Number);
[Topic("unlisted")] public sealed record Unlisted;
[Topic("red")] public sealed record Red(int Number);
[Topic("green")] public sealed record Green(int Number);
[Topic("blue")] public sealed record Blue(int Number);
[Topic("white")] public sealed record White(int Number);
[Topic("boxed.red")] public sealed record BoxedRed(string Box, int Number);
[Topic("boxed.green")] public sealed record BoxedGreen(string Box, int Number);
[Topic("confided")] public sealed record Confided(string Name, [Sensitive] string Card, [Range(1, 9)] int Number = 1);
