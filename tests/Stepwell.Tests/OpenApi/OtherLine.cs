using System.ComponentModel.DataAnnotations;

namespace Stepwell.Tests.OpenApi;

public sealed record Line(int Length);

public sealed record Page<T>(T[] Items, [Range(0, 100)] int? Next);
