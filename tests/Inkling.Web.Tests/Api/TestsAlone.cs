namespace Inkling.Web.Tests.Api;

/// <summary>The tests that no other test runs beside.</summary>
[CollectionDefinition(MetricsTests.Alone, DisableParallelization = true)]
public sealed class TestsAlone;
